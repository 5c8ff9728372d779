import { ALWAYS, type PolicyResource, type PolicyStack, wholeStackRule } from "../../rule";
import { addressesIn } from "./shared/addresses";
import { ANYTHING, type NamedText } from "./shared/named-texts";
import { impliedHost, plainHosts } from "./shared/plain-hosts";
import { purposesIn } from "./shared/purposes";
import { isOwnHost, isTrustedHost, isWorkspaceHost } from "./shared/trusted";

export const rule = wholeStackRule({
  id: "LSTRUST008",
  title: "Messages and data go to hosts that the settings name",
  why: `A webhook, another provider's model, a connection to a database, a storage account or a page that shows a dashboard: each
carries what is ours to a place that others run. Changed in one line, it goes on doing so unseen.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Send it to a host of `lakestage:trust.hosts` in Pulumi.yaml, or name the host there once it is agreed that it may have this.",
  example: "config:\n  lakestage:trust:\n    value:\n      hosts: [hooks.slack.com]",
  check(stack, report, context) {
    const standIns = standInsOf(stack);
    stack.eachResource((resource) => {
      if (isJudgedElsewhere(resource)) return;
      const isTrusted = (host: string): boolean =>
        isTrustedHost(host, context) ||
        isOwnHost(host, standIns, context) ||
        (resource.type === "pulumi:providers:databricks" && isWorkspaceHost(host));
      for (const { named, purpose } of purposesIn(resource)) {
        if (purpose !== "destination" || named.keys.some((key) => NO_DESTINATION.has(key))) continue;
        for (const { host, shown } of destinationsOf(resource, named)) {
          if (!isTrusted(host)) report(`it goes to ${shown}`, resource, named.path);
        }
      }
    });
  },
});

/** Hosts that a text leads to. No more of an address is told: the path of a webhook is its credential. */
function destinationsOf(resource: PolicyResource, named: NamedText): { host: string; shown: string }[] {
  const addresses = addressesIn(named.text).map(({ address: { host, protocol } }) => ({
    host,
    shown: `${protocol}://${host}`,
  }));
  const implied = impliedHost(named);
  const plain = [...plainHosts(resource, named), ...(implied === undefined ? [] : [implied])];
  return [...addresses, ...plain.map((host) => ({ host, shown: host === ANYTHING ? "any host" : host }))];
}

/** Texts for people; names that only look like addresses; and whom tokens are from and for, of which other rules tell. */
const NO_DESTINATION = new Set([
  "$schema",
  "audience",
  "audiences",
  "comment",
  "condition",
  "customdescription",
  "customtags",
  "description",
  "displayname",
  "issuer",
  "queryhistory",
  "querytext",
  "serializeddashboard",
  "subject",
  "tags",
]);

/** What a workflow posts, and what may be loaded, have rules of their own. */
const isJudgedElsewhere = ({ type }: PolicyResource): boolean =>
  ["azure-native:logic:Workflow", "databricks:index/artifactAllowlist:ArtifactAllowlist"].includes(type);

/** What stands for the names of storage and vault where Azure has not made them: the names of the resources. */
function standInsOf(stack: PolicyStack): Set<string> {
  const types = ["azure-native:storage:StorageAccount", "azure-native:keyvault:Vault"] as const;
  return new Set(types.flatMap((type) => stack.ofType(type).map(({ name }) => name)));
}

import { ALWAYS, type PolicyResource, type PolicyStack, stackRule } from "../../rule";
import { addressesIn, shown } from "./shared/addresses";
import { impliedHost, plainHosts } from "./shared/plain-hosts";
import { purposesIn } from "./shared/purposes";
import { isOwnHost, isTrustedHost } from "./shared/trusted";

export const rule = stackRule({
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
    const isTrusted = (host: string): boolean => isTrustedHost(host, context) || isOwnHost(host, standIns, context);
    stack.eachResource((resource) => {
      if (isJudgedElsewhere(resource)) return;
      for (const { named, purpose } of purposesIn(resource)) {
        const { path, text } = named;
        if (purpose !== "destination" || named.keys.some((key) => NO_DESTINATION.has(key))) continue;
        for (const { address } of addressesIn(text)) {
          if (!isTrusted(address.host))
            report(`it goes to ${toldOf(shown(address), resource, address.host)}`, resource, path);
        }
        for (const host of plainHosts(resource, named)) {
          if (!isTrusted(host)) report(`it goes to ${host === "*" ? "any host" : host}`, resource, path);
        }
        const implied = impliedHost(named);
        if (implied !== undefined && !isTrusted(implied)) report(`it goes to ${implied}`, resource, path);
      }
    });
  },
});

/** The path of a webhook is its credential. */
const toldOf = (address: string, { type }: PolicyResource, host: string): string =>
  type === "databricks:index/notificationDestination:NotificationDestination" ? host : address;

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
  "redirecturls",
  "serializeddashboard",
  "subject",
  "tags",
]);

/** Providers are how the deployment itself reaches the services; what a workflow posts and what is allowed to be loaded have rules. */
const isJudgedElsewhere = ({ type }: PolicyResource): boolean =>
  ["azure-native:logic:Workflow", "databricks:index/artifactAllowlist:ArtifactAllowlist"].includes(type) ||
  type.startsWith("pulumi:");

/** What stands for the names of storage and vault where Azure has not made them: the names of the resources. */
function standInsOf(stack: PolicyStack): Set<string> {
  const types = ["azure-native:storage:StorageAccount", "azure-native:keyvault:Vault"] as const;
  return new Set(types.flatMap((type) => stack.ofType(type).map(({ name }) => name)));
}

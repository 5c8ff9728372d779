import type { PropertiesOf } from "../../resource-types";
import { ALWAYS, resourceRule } from "../../rule";

type SecurityRule = NonNullable<PropertiesOf<"azure-native:network:NetworkSecurityGroup">["securityRules"]>[number];

const RESERVED = "Microsoft.Databricks-workspaces_UseOnly_databricks-";

/** What Databricks makes for a workspace whose machines have no public addresses, by the rest of the name. */
const MADE_BY_DATABRICKS = new Map([
  ["worker-to-worker-inbound", { direction: "Inbound", protocol: "*", to: "VirtualNetwork", ports: "*" }],
  ["worker-to-worker-outbound", { direction: "Outbound", protocol: "*", to: "VirtualNetwork", ports: "*" }],
  [
    "worker-to-databricks-webapp",
    { direction: "Outbound", protocol: "Tcp", to: "AzureDatabricks", ports: "3306,443,8443-8451" },
  ],
  ["worker-to-sql", { direction: "Outbound", protocol: "Tcp", to: "Sql", ports: "3306" }],
  ["worker-to-storage", { direction: "Outbound", protocol: "Tcp", to: "Storage", ports: "443" }],
  ["worker-to-eventhub", { direction: "Outbound", protocol: "Tcp", to: "EventHub", ports: "9093" }],
]);

export const rule = resourceRule({
  id: "LSNET017",
  title: "Security rules under Databricks' reserved name say what Databricks makes of them",
  why: `Databricks adds these rules to the clusters' subnets and guards them. One that says something else is a hole with a
name that reviewers trust, or refuses what clusters need, and is in dispute at every deployment.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:RE"],
  remediation:
    "Give the rule a name of your own, or undo the change: `infra/components/azure/security-rules.ts` has them as they are to be.",
  example: `{ name: "to-database", direction: "Outbound", access: "Allow", destinationPortRange: "1433", ... }`,
  types: ["azure-native:network:NetworkSecurityGroup"],
  check({ props }, report) {
    for (const [index, each] of (props.securityRules ?? []).entries()) {
      if (!each.name?.startsWith(RESERVED)) continue;
      const rest = each.name.slice(RESERVED.length);
      const made = MADE_BY_DATABRICKS.get(rest);
      const path = `securityRules[${index}]`;
      if (!made) report(`"${rest}" is no rule of a workspace without public addresses`, path);
      else if (!same(said(each), saidOf({ ...made, from: "VirtualNetwork", fromPorts: "*", access: "Allow" }))) {
        report(`"${rest}" says: ${said(each)}`, path);
      }
    }
  },
});

interface Traffic {
  access: string | undefined;
  direction: string | undefined;
  protocol: string | undefined;
  from: string;
  fromPorts: string;
  to: string;
  ports: string;
}

/** In the words of one line, the same for what is the same. */
const saidOf = ({ access, direction, from, fromPorts, ports, protocol, to }: Traffic): string =>
  `${access} ${direction} ${protocol} from ${from} ${fromPorts} to ${to} ${ports}`;

const said = (each: SecurityRule): string =>
  saidOf({
    ...each,
    from: listed(each.sourceAddressPrefix, each.sourceAddressPrefixes),
    fromPorts: listed(each.sourcePortRange, each.sourcePortRanges),
    to: listed(each.destinationAddressPrefix, each.destinationAddressPrefixes),
    ports: listed(each.destinationPortRange, each.destinationPortRanges),
  });

const listed = (one: string | undefined, several: readonly string[] | undefined): string =>
  [...(one ? [one] : []), ...(several ?? [])].sort().join(",") || "nothing";

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

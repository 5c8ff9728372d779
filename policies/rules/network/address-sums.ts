import { addressCount, addressRange, isPrivate } from "../../../azure/address-ranges";
import { ALWAYS, type PolicyResource, stackRule } from "../../rule";
import { openings } from "./shared/security-rules";

const LIST = "databricks:index/ipAccessList:IpAccessList";
const VAULT = "azure-native:keyvault:Vault";
const ACCOUNT = "azure-native:storage:StorageAccount";
const SECURITY_GROUP = "azure-native:network:NetworkSecurityGroup";

/** Two of a large company's ranges. */
const MOST_OF_LISTS = 2 * 65_536;

/** Of a firewall before storage or keys: sixteen offices. */
const MOST_OF_FIREWALLS = 16 * 256;

export const rule = stackRule({
  id: "LSNET021",
  title: "Ranges of public addresses that are let in are few together, however small each is",
  why: `Eight hundred small ranges are as good as none: each passes a review that looks at it alone, and all of them together hold
machines of anybody.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Name the ranges of your own offices and proxies only: 131,072 addresses in all IP access lists of a workspace, 4,096 in a firewall or a security group; better, go through the private endpoint.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:workspace:
    ipAccessList: [198.51.100.0/24]`,
  types: [ACCOUNT, LIST, SECURITY_GROUP, VAULT],
  check(stack, report) {
    const judge = (ranges: readonly string[], most: number, resource: PolicyResource, path: string): void => {
      const count = addressesIn(
        resource.type === SECURITY_GROUP ? ranges : ranges.filter((range) => isWithin(range, most)),
      );
      if (count > most) report(`${ranges.length} ranges let in ${count} addresses together`, resource, path);
    };
    const listed: string[] = [];
    stack.each(LIST, ({ props }) => {
      if (props.listType?.toUpperCase() === "ALLOW") listed.push(...(props.ipAddresses ?? []));
    });
    // All lists of a workspace hold together: the last of them is one too many.
    const last = stack.ofType(LIST).at(-1);
    if (last) judge(listed, MOST_OF_LISTS, last, "ipAddresses");
    stack.each(VAULT, (vault) => {
      const rules = vault.props.properties?.networkAcls?.ipRules ?? [];
      judge(
        rules.flatMap(({ value }) => value ?? []),
        MOST_OF_FIREWALLS,
        vault,
        "properties.networkAcls.ipRules",
      );
    });
    stack.each(ACCOUNT, (account) => {
      const rules = account.props.networkRuleSet?.ipRules ?? [];
      judge(
        rules.flatMap(({ iPAddressOrRange: range }) => range ?? []),
        MOST_OF_FIREWALLS,
        account,
        "networkRuleSet.ipRules",
      );
    });
    stack.each(SECURITY_GROUP, (group) => {
      const sources = openings(group.props, "Inbound").flatMap(({ from }) => from);
      judge(sources.filter(isPublic), MOST_OF_FIREWALLS, group, "securityRules");
    });
  },
});

const isPublic = (source: string): boolean => {
  const range = addressRange(source);
  return range !== undefined && !isPrivate(range) && range.prefix > 0;
};

/** One that is too wide by itself has a rule of its own; in a security group only the whole internet has. */
const isWithin = (range: string, most: number): boolean => addressCount(range) <= most;

/** How many addresses the ranges have together, each counted once. */
function addressesIn(cidrs: readonly string[]): number {
  const ranges = cidrs.flatMap((cidr) => addressRange(cidr) ?? []).sort((one, other) => one.first - other.first);
  let count = 0;
  let end = -1;
  for (const { first, last } of ranges) {
    count += Math.max(0, last - Math.max(first - 1, end));
    end = Math.max(end, last);
  }
  return count;
}

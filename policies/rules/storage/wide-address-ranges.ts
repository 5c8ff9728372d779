import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

/** 256 addresses: what an office or a proxy has. */
const WIDEST_PREFIX = 24;

export const rule = resourceRule({
  id: "LSSTOR010",
  title: "A storage firewall opens to no more than 256 public addresses at once",
  why: `Wide ranges hold other people's machines: those of a cloud region can be rented by anybody. A firewall that lets
them in is open to whoever has a token and an account there.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation:
    "Name single addresses or ranges of /24 and narrower in `networkRuleSet.ipRules`; better, use a private endpoint.",
  example: `networkRuleSet: { defaultAction: "Deny", ipRules: [{ iPAddressOrRange: "203.0.113.0/28" }] }`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props }, report) {
    for (const [index, { iPAddressOrRange: range }] of (props.networkRuleSet?.ipRules ?? []).entries()) {
      const [, prefix = "32"] = range?.split("/") ?? [];
      if (Number(prefix) >= WIDEST_PREFIX) continue;
      report(
        `the firewall is open to the ${2 ** (32 - Number(prefix))} addresses of ${range}`,
        `networkRuleSet.ipRules[${index}].iPAddressOrRange`,
      );
    }
  },
});

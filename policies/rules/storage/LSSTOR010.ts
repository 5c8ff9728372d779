import { addressCount } from "../../../azure/address-ranges";
import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

/** What an office or a proxy has. */
const MOST = 256;

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
      const count = addressCount(range ?? "");
      if (count <= MOST) continue;
      report(
        `the firewall is open to the ${count} addresses of ${range}`,
        `networkRuleSet.ipRules[${index}].iPAddressOrRange`,
      );
    }
  },
});

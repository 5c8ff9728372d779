import { IN_PRODUCTION, resourceRule } from "../../rule";
import { hasPublicEndpoint } from "./shared/public-endpoint";

export const rule = resourceRule({
  id: "LSSTOR007",
  title: "Storage has a public address only where its firewall lets somebody in",
  why: `An address that nobody may use is still there to be opened: one more firewall rule is all it takes. Where nobody
needs it, it is switched off.`,
  severity: "low",
  enforcement: IN_PRODUCTION,
  references: ["WAF:SE", "CKV_AZURE_59"],
  remediation:
    'Set `publicNetworkAccess: "Disabled"`, or name in `networkRuleSet.resourceAccessRules` who needs the public address, such as the access connector.',
  example: `new StorageAccount("logs", { ..., publicNetworkAccess: "Disabled" });`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props }, report) {
    const rules = props.networkRuleSet;
    if (!hasPublicEndpoint(props) || rules?.defaultAction !== "Deny") return;
    const letIn = [rules.resourceAccessRules, rules.ipRules, rules.virtualNetworkRules];
    if (letIn.every((list) => !list?.length)) {
      report("the public address is on, and its firewall lets nobody in by name", "publicNetworkAccess");
    }
  },
});

import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSSTOR009",
  title: "A storage firewall lets in only named resources of the estate's tenant",
  why: `A resource of another tenant answers to other people, who can then reach the data past all networks. A wildcard
lets in what somebody makes tomorrow.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Give each entry of `networkRuleSet.resourceAccessRules` the `tenantId` of `lakestage:azure` and the full id of one resource.",
  example: `resourceAccessRules: [{ tenantId, resourceId: connector.id }]`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props }, report, { settings }) {
    const rules = props.networkRuleSet?.resourceAccessRules ?? [];
    const own = settings.azure.tenantId.toLowerCase();
    for (const [index, { tenantId }] of rules.entries()) {
      if (tenantId?.toLowerCase() === own) continue;
      const path = `networkRuleSet.resourceAccessRules[${index}].tenantId`;
      report(tenantId ? `a resource of the tenant ${tenantId} is let in` : "a rule names no tenant", path);
    }
    // Last: a preview of a new connector does not know its id.
    for (const [index, { resourceId }] of rules.entries()) {
      if (resourceId && !resourceId.includes("*")) continue;
      const path = `networkRuleSet.resourceAccessRules[${index}].resourceId`;
      report(resourceId ? `every resource of ${resourceId} is let in` : "a rule names no resource", path);
    }
  },
});

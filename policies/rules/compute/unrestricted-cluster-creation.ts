import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSCOST012",
  title: "Nobody makes clusters past the cluster policies",
  why: `The entitlement to create clusters lifts every policy: any size, any runtime, no isolation, for ever. With a policy to use,
nobody needs it; admins have it anyway.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:CO", "WAF:SE"],
  remediation: "Leave `allowClusterCreate` and `allowInstancePoolCreate` out; let the group use a cluster policy.",
  example: `new databricks.Entitlements("data-scientists", { groupId, workspaceAccess: true });`,
  types: [
    "databricks:index/entitlements:Entitlements",
    "databricks:index/group:Group",
    "databricks:index/servicePrincipal:ServicePrincipal",
  ],
  check({ props: { allowClusterCreate, allowInstancePoolCreate } }, report) {
    if (allowClusterCreate) report("it may create any cluster", "allowClusterCreate");
    if (allowInstancePoolCreate) report("it may create any pool of machines", "allowInstancePoolCreate");
  },
});

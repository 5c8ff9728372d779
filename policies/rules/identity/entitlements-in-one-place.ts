import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSID016",
  title: "Entitlements are said in one place for each principal",
  why: `A group or service principal can carry entitlements itself, beside the \`Entitlements\` resource that lists them. Each
deployment then undoes what the other said, and a review of either reads half of it.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Drop the entitlement from the principal, and name it in the `Entitlements` of the principal.",
  example: `new databricks.Entitlements("runners", { groupId: runners.id, workspaceAccess: true });`,
  types: ["databricks:index/group:Group", "databricks:index/servicePrincipal:ServicePrincipal"],
  check({ props }, report) {
    if (props.workspaceAccess) report("the principal itself carries workspaceAccess", "workspaceAccess");
    if (props.workspaceConsume) report("the principal itself carries workspaceConsume", "workspaceConsume");
    if (props.databricksSqlAccess) report("the principal itself carries databricksSqlAccess", "databricksSqlAccess");
  },
});

import { BEYOND_DEVELOPMENT, stackRule } from "../../rule";

const POLICY = "databricks:index/budgetPolicy:BudgetPolicy";
const WORKSPACE = "azure-native:databricks:Workspace";

export const rule = stackRule({
  id: "LSCOST024",
  title: "A budget policy counts for its own environment, in its own workspace",
  why: `Serverless cost is charged to the tags of the policy that it was made under. One that says another environment, or that
other workspaces may use, puts cost on a bill where nobody looks for it.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:CO"],
  remediation:
    "Set `bindingWorkspaceIds` to the id of the environment's workspace, and the custom tag `environment` to its name.",
  example: `new databricks.BudgetPolicy("policy", {
  bindingWorkspaceIds: [workspaceId],
  customTags: [{ key: "environment", value: "prod" }],
});`,
  types: [POLICY, WORKSPACE],
  check(stack, report, { settings }) {
    const workspaces = stack.ofType(WORKSPACE).map(({ urn }) => urn);
    stack.each(POLICY, (policy) => {
      const from = policy.propertyDependencies.bindingWorkspaceIds ?? [];
      if (!workspaces.some((urn) => from.includes(urn))) {
        report("it is bound to no workspace of the stack", policy, "bindingWorkspaceIds");
      } else if ((policy.props.bindingWorkspaceIds ?? []).length > workspaces.length) {
        report("it is bound to other workspaces too", policy, "bindingWorkspaceIds");
      }
      const tag = policy.props.customTags?.find(({ key }) => key === "environment")?.value;
      if (tag !== settings.name) report(`the tag environment is ${tag ?? "missing"}`, policy, "customTags");
    });
  },
});

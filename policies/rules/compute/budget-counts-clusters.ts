import { BEYOND_DEVELOPMENT, stackRule } from "../../rule";

const BUDGET = "azure-native:consumption:Budget";

export const rule = stackRule({
  id: "LSCOST015",
  title: "The budget counts the machines of the clusters",
  why: `Azure Databricks starts the clusters' machines in the workspace's managed resource group, not in the environment's own: a
budget on the latter alone sees the small part of the cost.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:CO"],
  remediation: "Name the workspace's managed resource group in the budget's filter, beside the environment's own.",
  example: `filter: { dimensions: { name: "ResourceGroupName", operator: "In", values: ["lakestage-prod", "lakestage-prod-managed"] } }`,
  types: [BUDGET, "azure-native:databricks:Workspace"],
  check(stack, report) {
    stack.each("azure-native:databricks:Workspace", ({ props: { managedResourceGroupId } }) => {
      const group = managedResourceGroupId?.split("/").at(-1)?.toLowerCase();
      if (!group) return;
      stack.each(BUDGET, (budget) => {
        const counted = groupsCounted(budget.props.filter);
        if (counted && !counted.includes(group)) report(`the budget leaves ${group} out`, budget, "filter.dimensions");
      });
    });
  },
});

interface Comparison {
  name: string;
  values?: readonly string[];
}

interface Filter {
  dimensions?: Comparison | undefined;
  and?: readonly { dimensions?: Comparison | undefined }[] | undefined;
}

/** Names of resource groups that a filter is bound to; undefined where it is bound to none. */
function groupsCounted(filter: Filter | undefined): string[] | undefined {
  return [filter, ...(filter?.and ?? [])]
    .find((part) => part?.dimensions?.name === "ResourceGroupName")
    ?.dimensions?.values?.map((group) => group.toLowerCase());
}

import { append, edit, type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "a connector of another tenant, beside our own",
      changes: [
        append(account, "data-lake-account", "networkRuleSet.resourceAccessRules", {
          tenantId: "11111111-2222-4333-8444-555555555555",
          resourceId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Databricks/accessConnectors/theirs",
        }),
      ],
      says: "11111111-2222-4333-8444-555555555555",
    },
    {
      name: "all connectors of the subscription",
      changes: [
        set(account, "data-lake-account", {
          "networkRuleSet.resourceAccessRules[0].resourceId":
            "/subscriptions/s/resourceGroups/*/providers/Microsoft.Databricks/accessConnectors/*",
        }),
      ],
      says: "every resource of",
    },
  ],
  leftAlone: [
    {
      name: "our tenant in capital letters, as Azure may write it",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          const [rule] = inputs.networkRuleSet?.resourceAccessRules ?? [];
          if (rule?.tenantId) rule.tenantId = rule.tenantId.toUpperCase();
        }),
      ],
    },
    {
      name: "a second connector of our tenant",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          const rules = inputs.networkRuleSet?.resourceAccessRules;
          rules?.push({
            ...rules[0],
            resourceId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Databricks/accessConnectors/second",
          });
        }),
      ],
    },
  ],
};

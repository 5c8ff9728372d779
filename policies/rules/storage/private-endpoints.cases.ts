import { add, type RuleCases, remove, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";
const endpoint = "azure-native:network:PrivateEndpoint";

export const cases: RuleCases = {
  caught: [
    {
      name: "an account that is reached privately for dfs only",
      changes: [remove(endpoint, "private-endpoints-data-lake-blob")],
      finds: ["data-lake-account"],
      says: "private endpoint for blob",
    },
    {
      name: "an endpoint that leads to another part of the account",
      stack: "staging.platform",
      changes: [
        set(endpoint, "private-endpoints-data-lake-dfs", { "privateLinkServiceConnections[0].groupIds": ["file"] }),
      ],
      finds: ["data-lake-account"],
      says: "private endpoint for dfs",
    },
    {
      name: "a second account, which nothing leads to",
      changes: [
        add(account, "second", {
          kind: "StorageV2",
          resourceGroupName: "resource-group",
          sku: { name: "Standard_ZRS" },
        }),
      ],
      finds: ["stack"],
      says: "1 of 2 storage accounts",
    },
  ],
  leftAlone: [
    {
      name: "no endpoint for the vault",
      changes: [remove(endpoint, "private-endpoints-key-vault")],
    },
    {
      name: "one endpoint for two parts of the account",
      changes: [
        remove(endpoint, "private-endpoints-data-lake-blob"),
        set(endpoint, "private-endpoints-data-lake-dfs", {
          "privateLinkServiceConnections[0].groupIds": ["dfs", "blob"],
        }),
      ],
    },
  ],
};

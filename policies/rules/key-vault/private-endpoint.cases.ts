import { edit, type RuleCases, remove } from "../../cases/planted";

const endpoint = "azure-native:network:PrivateEndpoint";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault without a private endpoint",
      changes: [remove(endpoint, "private-endpoints-key-vault")],
      finds: ["key-vault-vault"],
      says: "0 private endpoints",
    },
    {
      name: "a vault whose private endpoint leads to the storage instead",
      stack: "staging.platform",
      changes: [
        edit(endpoint, "private-endpoints-key-vault", (inputs) => {
          for (const connection of inputs.privateLinkServiceConnections ?? []) connection.groupIds = ["dfs"];
        }),
      ],
      finds: ["key-vault-vault"],
      says: "1 key vault has 0 private endpoints",
    },
  ],
  leftAlone: [
    {
      name: "storage without a private endpoint",
      changes: [remove(endpoint, "private-endpoints-data-lake-blob")],
    },
  ],
};

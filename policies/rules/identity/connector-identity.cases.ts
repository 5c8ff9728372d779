import { edit, type RuleCases } from "../../testing/planted";

const connector = "azure-native:databricks:AccessConnector";

export const cases: RuleCases = {
  caught: [
    {
      name: "a connector that acts as the retraining webhook's identity",
      changes: [
        edit(connector, "data-lake-connector", (inputs) => {
          inputs.identity = { type: "UserAssigned", userAssignedIdentities: ["/subscriptions/s/retraining"] };
        }),
      ],
      says: "UserAssigned",
    },
    {
      name: "a connector without an identity",
      stack: "dev",
      changes: [
        edit(connector, "data-lake-connector", (inputs) => {
          delete inputs.identity;
        }),
      ],
      says: "not given",
    },
  ],
  leftAlone: [
    {
      name: "a connector of its own identity with an empty list of others",
      changes: [
        edit(connector, "data-lake-connector", (inputs) => {
          inputs.identity = { type: "SystemAssigned", userAssignedIdentities: [] };
        }),
      ],
    },
  ],
};

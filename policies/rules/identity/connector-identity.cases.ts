import { type RuleCases, set } from "../../cases/planted";

const connector = "azure-native:databricks:AccessConnector";

export const cases: RuleCases = {
  caught: [
    {
      name: "a connector that acts as the retraining webhook's identity",
      changes: [
        set(connector, "data-lake-connector", {
          identity: { type: "UserAssigned", userAssignedIdentities: ["/subscriptions/s/retraining"] },
        }),
      ],
      says: "UserAssigned",
    },
    {
      name: "a connector without an identity",
      stack: "dev.platform",
      changes: [set(connector, "data-lake-connector", { identity: undefined })],
      says: "not given",
    },
  ],
  leftAlone: [
    {
      name: "a connector of its own identity with an empty list of others",
      changes: [
        set(connector, "data-lake-connector", { identity: { type: "SystemAssigned", userAssignedIdentities: [] } }),
      ],
    },
  ],
};

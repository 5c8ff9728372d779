import { type RuleCases, set } from "../../cases/planted";

const assignment = "azure-native:authorization:RoleAssignment";
const roles = "/subscriptions/5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01/providers/Microsoft.Authorization/roleDefinitions";

export const cases: RuleCases = {
  caught: [
    {
      name: "a connector that owns the files",
      changes: [
        set(assignment, "data-lake-connector-access", {
          roleDefinitionId: `${roles}/b7e6dc6d-f1e8-4753-8033-0f276bb0955b`,
        }),
      ],
      says: "Storage Blob Data Owner",
    },
    {
      name: "an identity that reads shared keys",
      stack: "dev.platform",
      changes: [
        set(assignment, "preview-reader", {
          roleDefinitionId: `${roles}/17D1049B-9A84-46FB-8F53-869881C3D3AB`,
        }),
      ],
      says: "shared keys",
    },
    {
      name: "an identity that changes all there is in its resource group",
      stack: "staging.platform",
      changes: [
        set(assignment, "preview-reader", { roleDefinitionId: `${roles}/b24988ac-6180-42a0-ab88-20f7382dd24c` }),
      ],
      says: "Contributor changes and deletes everything in the scope",
    },
  ],
  leftAlone: [
    {
      name: "a connector that only reads",
      changes: [
        set(assignment, "data-lake-connector-access", {
          roleDefinitionId: `${roles}/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1`,
        }),
      ],
    },
  ],
};

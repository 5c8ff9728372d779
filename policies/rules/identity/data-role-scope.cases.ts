import { type RuleCases, set } from "../../cases/planted";

const assignment = "azure-native:authorization:RoleAssignment";
const group = "/subscriptions/5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01/resourceGroups/lakestage-prod";

export const cases: RuleCases = {
  caught: [
    {
      name: "a connector that writes every account of the group",
      changes: [set(assignment, "data-lake-connector-access", { scope: group })],
      says: "a whole resource group",
    },
  ],
  leftAlone: [
    {
      name: "a connector that writes one account",
      changes: [
        set(assignment, "data-lake-connector-access", {
          scope: `${group}/providers/Microsoft.Storage/storageAccounts/lakestageproda39ff1`,
        }),
      ],
    },
    {
      name: "a role on the group's resources, which opens no data",
      changes: [set(assignment, "preview-reader", { scope: group })],
    },
  ],
};

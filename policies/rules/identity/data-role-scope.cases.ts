import { edit, type RuleCases } from "../../testing/planted";

const assignment = "azure-native:authorization:RoleAssignment";
const group = "/subscriptions/5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01/resourceGroups/lakestage-prod";

export const cases: RuleCases = {
  caught: [
    {
      name: "a connector that writes every account of the group",
      changes: [
        edit(assignment, "data-lake-connector-access", (inputs) => {
          inputs.scope = group;
        }),
      ],
      says: "a whole resource group",
    },
  ],
  leftAlone: [
    {
      name: "a connector that writes one account",
      changes: [
        edit(assignment, "data-lake-connector-access", (inputs) => {
          inputs.scope = `${group}/providers/Microsoft.Storage/storageAccounts/lakestageproda39ff1`;
        }),
      ],
    },
    {
      name: "a role on the group's resources, which opens no data",
      changes: [
        edit(assignment, "deployment-contributor", (inputs) => {
          inputs.scope = group;
        }),
      ],
    },
  ],
};

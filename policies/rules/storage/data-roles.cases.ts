import { add, type RuleCases, set } from "../../cases/planted";

const assignment = "azure-native:authorization:RoleAssignment";

const roleFor = (principalId: string, principalType: string, role: string) => ({
  principalId,
  principalType,
  roleDefinitionId: `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${role}`,
  scope: "/subscriptions/s/resourceGroups/g",
});

const CONTRIBUTOR_OF_FILES = "BA92F5B4-2D11-453D-A403-E96B0029C9FE";
const READER_OF_FILES = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
const READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

export const cases: RuleCases = {
  caught: [
    {
      name: "a group that reads files",
      changes: [add(assignment, "readers", roleFor("group", "Group", READER_OF_FILES))],
      says: "Storage Blob Data Reader",
    },
    {
      name: "a service principal that writes files, beside the connector",
      stack: "dev.platform",
      changes: [add(assignment, "writer", roleFor("writer", "ServicePrincipal", CONTRIBUTOR_OF_FILES))],
      finds: ["stack"],
      says: "2 service principals",
    },
  ],
  leftAlone: [
    {
      name: "a group that reads settings of Azure",
      changes: [add(assignment, "readers", roleFor("group", "Group", READER))],
    },
    {
      name: "a connector that only reads",
      changes: [
        set(assignment, "data-lake-connector-access", {
          roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${READER_OF_FILES}`,
        }),
      ],
    },
  ],
};

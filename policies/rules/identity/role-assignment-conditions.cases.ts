import { edit, type RuleCases, set } from "../../cases/planted";

const assignment = "azure-native:authorization:RoleAssignment";
const roles = "/subscriptions/5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01/providers/Microsoft.Authorization/roleDefinitions";

export const cases: RuleCases = {
  caught: [
    {
      name: "an owner",
      changes: [
        set(assignment, "deployment-contributor", {
          roleDefinitionId: `${roles}/8e3af657-a8ff-443c-a75c-2fe8c4bcb635`,
        }),
      ],
      says: "Owner may assign every role",
    },
    {
      name: "an identity that may assign whatever it likes",
      stack: "dev",
      changes: [set(assignment, "deployment-access", { condition: undefined })],
      says: "does not name the roles",
    },
    {
      name: "a condition of no version",
      changes: [set(assignment, "deployment-access", { conditionVersion: undefined })],
      says: "version is not given",
    },
    {
      name: "a condition that names Contributor too",
      changes: [
        edit(assignment, "deployment-access", (inputs) => {
          inputs.condition = inputs.condition?.replaceAll(
            "{e147488a",
            "{b24988ac-6180-42a0-ab88-20f7382dd24c, e147488a",
          );
        }),
      ],
      says: "names Contributor",
    },
    {
      name: "a condition that lets every role but some through",
      stack: "staging",
      changes: [
        edit(assignment, "deployment-access", (inputs) => {
          inputs.condition = inputs.condition?.replaceAll("GuidEquals", "GuidNotEquals");
        }),
      ],
      says: "the condition does not name the roles for",
    },
  ],
  leftAlone: [
    {
      name: "a condition that names one role less",
      changes: [
        edit(assignment, "deployment-access", (inputs) => {
          inputs.condition = inputs.condition?.replaceAll("e147488a-f6f5-4113-8e2d-b22465e65bf6, ", "");
        }),
      ],
    },
    {
      name: "an identity without a condition that may assign no role",
      changes: [
        set(assignment, "deployment-access", {
          condition: undefined,
          roleDefinitionId: `${roles}/acdd72a7-3385-48ef-bd42-f606fba81ae7`,
        }),
      ],
    },
  ],
};

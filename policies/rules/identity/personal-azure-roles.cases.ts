import { edit, type RuleCases } from "../../testing/planted";

const assignment = "azure-native:authorization:RoleAssignment";

export const cases: RuleCases = {
  caught: [
    {
      name: "one person who may write the lake",
      changes: [
        edit(assignment, "data-lake-connector-access", (inputs) => {
          inputs.principalType = "User";
        }),
      ],
      says: "User",
    },
    {
      name: "a principal of whatever kind",
      stack: "dev",
      changes: [
        edit(assignment, "deployment-contributor", (inputs) => {
          delete inputs.principalType;
        }),
      ],
      says: "not given",
    },
  ],
  leftAlone: [
    {
      name: "a group",
      changes: [
        edit(assignment, "data-lake-connector-access", (inputs) => {
          inputs.principalType = "Group";
        }),
      ],
    },
  ],
};

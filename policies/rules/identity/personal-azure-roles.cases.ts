import { type RuleCases, set } from "../../cases/planted";

const assignment = "azure-native:authorization:RoleAssignment";

export const cases: RuleCases = {
  caught: [
    {
      name: "one person who may write the lake",
      changes: [set(assignment, "data-lake-connector-access", { principalType: "User" })],
      says: "User",
    },
    {
      name: "a principal of whatever kind",
      stack: "dev.platform",
      changes: [set(assignment, "preview-reader", { principalType: undefined })],
      says: "not given",
    },
  ],
  leftAlone: [
    {
      name: "a group",
      changes: [set(assignment, "data-lake-connector-access", { principalType: "Group" })],
    },
  ],
};

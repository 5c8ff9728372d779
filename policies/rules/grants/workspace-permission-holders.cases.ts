import { append, type RuleCases } from "../../testing/planted";

const PERMISSIONS = "databricks:index/permissions:Permissions";

export const cases: RuleCases = {
  caught: [
    {
      name: "a folder that everybody may edit",
      stack: "dev.flight-delay",
      changes: [
        append(PERMISSIONS, "workspace-directory-permissions", "accessControls", {
          groupName: "users",
          permissionLevel: "CAN_EDIT",
        }),
      ],
      says: '"users" may CAN_EDIT',
    },
    {
      name: "a job that one person may start",
      stack: "staging.flight-delay",
      changes: [
        append(PERMISSIONS, "training-permissions", "accessControls", {
          userName: "ada@lakestage.example",
          permissionLevel: "CAN_MANAGE_RUN",
        }),
      ],
      says: "one person",
    },
  ],
  leftAlone: [
    {
      name: "a job that the group of run identities may start",
      stack: "dev.flight-delay",
      changes: [
        append(PERMISSIONS, "training-permissions", "accessControls", {
          groupName: "lakestage-dev-runners",
          permissionLevel: "CAN_MANAGE_RUN",
        }),
      ],
    },
  ],
};

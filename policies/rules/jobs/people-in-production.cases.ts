import { add, edit, type RuleCases } from "../../testing/planted";

const permissions = "databricks:index/permissions:Permissions";

export const cases: RuleCases = {
  caught: [
    {
      name: "engineers who may start training",
      stack: "prod.flight-delay",
      changes: [
        edit(permissions, "training-permissions", ({ accessControls }) => {
          for (const entry of accessControls ?? []) {
            if (entry.groupName === "ml-engineers") entry.permissionLevel = "CAN_MANAGE_RUN";
          }
        }),
      ],
      says: "ml-engineers has CAN_MANAGE_RUN",
    },
    {
      name: "a person who owns a job",
      stack: "prod.diabetes-progression",
      changes: [
        add(permissions, "more", {
          jobId: "17",
          accessControls: [{ userName: "ada@lakestage.example", permissionLevel: "IS_OWNER" }],
        }),
      ],
      says: "ada@lakestage.example",
    },
    {
      name: "everybody",
      stack: "prod.flight-delay",
      changes: [
        add(permissions, "more", {
          jobId: "17",
          accessControls: [{ groupName: "users", permissionLevel: "CAN_MANAGE_RUN" }],
        }),
      ],
      says: "users has CAN_MANAGE_RUN on the job",
    },
  ],
  leftAlone: [
    {
      name: "an identity and the admins that manage a job",
      stack: "prod.flight-delay",
      changes: [
        add(permissions, "more", {
          jobId: "17",
          accessControls: [
            { groupName: "platform-admins", permissionLevel: "CAN_MANAGE" },
            { groupName: "lakestage-prod-runners", permissionLevel: "CAN_MANAGE_RUN" },
            { servicePrincipalName: "5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01", permissionLevel: "IS_OWNER" },
          ],
        }),
      ],
    },
    {
      name: "engineers who start tests in staging",
      stack: "staging.flight-delay",
      changes: [
        add(permissions, "more", {
          jobId: "17",
          accessControls: [{ groupName: "ml-engineers", permissionLevel: "CAN_MANAGE_RUN" }],
        }),
      ],
    },
  ],
};

import { edit, type RuleCases } from "../../cases/planted";

const PERMISSIONS = "databricks:index/permissions:Permissions";

export const cases: RuleCases = {
  caught: [
    {
      name: "ML engineers who edit the experiment of staging",
      stack: "staging.flight-delay",
      changes: [
        edit(PERMISSIONS, "workspace-experiment-permissions", (inputs) => {
          for (const entry of inputs.accessControls ?? []) {
            if (entry.groupName === "ml-engineers") entry.permissionLevel = "CAN_EDIT";
          }
        }),
      ],
      says: "the access model says CAN_READ",
    },
  ],
  leftAlone: [
    {
      name: "data scientists who only look at a job in development",
      stack: "dev.flight-delay",
      changes: [
        edit(PERMISSIONS, "features-permissions", (inputs) => {
          for (const entry of inputs.accessControls ?? []) {
            if (entry.groupName === "data-scientists") entry.permissionLevel = "CAN_VIEW";
          }
        }),
      ],
    },
  ],
};

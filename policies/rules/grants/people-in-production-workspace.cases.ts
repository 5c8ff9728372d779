import { append, edit, type RuleCases } from "../../testing/planted";

const permissions = "databricks:index/permissions:Permissions";

export const cases: RuleCases = {
  caught: [
    {
      name: "data scientists who may edit an experiment",
      stack: "prod.flight-delay",
      changes: [
        edit(permissions, "workspace-experiment-permissions", (inputs) => {
          for (const control of inputs.accessControls ?? []) control.permissionLevel = "CAN_EDIT";
        }),
      ],
      says: "CAN_EDIT",
    },
    {
      name: "people who may use the warehouse",
      changes: [
        append(permissions, "sql-permissions", "accessControls", {
          groupName: "ml-engineers",
          permissionLevel: "CAN_USE",
        }),
      ],
      says: "CAN_USE",
    },
    {
      name: "a person who may run a dashboard",
      stack: "prod.flight-delay",
      changes: [
        append(permissions, "dashboard-permissions", "accessControls", {
          userName: "ada@lakestage.example",
          permissionLevel: "CAN_RUN",
        }),
      ],
      says: '"ada@lakestage.example" may CAN_RUN',
    },
  ],
  leftAlone: [
    {
      name: "a person who may read a dashboard",
      stack: "prod.flight-delay",
      changes: [
        append(permissions, "dashboard-permissions", "accessControls", {
          userName: "ada@lakestage.example",
          permissionLevel: "CAN_READ",
        }),
      ],
    },
    {
      name: "a service principal that manages the folder",
      stack: "prod.flight-delay",
      changes: [
        append(permissions, "workspace-directory-permissions", "accessControls", {
          servicePrincipalName: "5a3e7c1d-0b2f-4c68-9d11-2f6c8e4b7a01",
          permissionLevel: "CAN_MANAGE",
        }),
      ],
    },
    {
      name: "data scientists who may edit an experiment in development",
      stack: "dev.flight-delay",
      changes: [
        append(permissions, "workspace-experiment-permissions", "accessControls", {
          groupName: "analysts",
          permissionLevel: "CAN_EDIT",
        }),
      ],
    },
  ],
};

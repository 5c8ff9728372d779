import { add, append, edit, type RuleCases } from "../../cases/planted";
import { permission } from "./shared/planted-permissions";

const permissions = "databricks:index/permissions:Permissions";

const endpoint = { servingEndpointId: "endpoint-1" };
const IDENTITY = "5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01";

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
      stack: "prod",
      changes: [
        append(permissions, "sql-permissions", "accessControls", {
          groupName: "ml-engineers",
          permissionLevel: "CAN_USE",
        }),
      ],
      says: "CAN_USE",
    },
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
      name: "data scientists who may query an endpoint",
      stack: "prod.flight-delay",
      changes: [permission(endpoint, { groupName: "data-scientists", permissionLevel: "CAN_QUERY" })],
      says: "data-scientists has CAN_QUERY",
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
    {
      name: "an identity and the admins that manage a job",
      stack: "prod.flight-delay",
      changes: [
        add(permissions, "more", {
          jobId: "17",
          accessControls: [
            { groupName: "platform-admins", permissionLevel: "CAN_MANAGE" },
            { groupName: "lakestage-prod-runners", permissionLevel: "CAN_MANAGE_RUN" },
            { servicePrincipalName: IDENTITY, permissionLevel: "IS_OWNER" },
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
    {
      name: "a caller with an identity of its own",
      stack: "prod.flight-delay",
      changes: [permission(endpoint, { servicePrincipalName: IDENTITY, permissionLevel: "CAN_QUERY" })],
    },
    {
      name: "data scientists who query in development",
      stack: "dev.flight-delay",
      changes: [permission(endpoint, { groupName: "data-scientists", permissionLevel: "CAN_QUERY" })],
    },
  ],
};

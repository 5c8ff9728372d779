import { add, append, edit, type RuleCases } from "../../cases/planted";
import { permission } from "./shared/planted-permissions";

const permissions = "databricks:index/permissions:Permissions";

const endpoint = { servingEndpointId: "endpoint-1" };
const job = { jobId: "17" };
const policy = { clusterPolicyId: "policy-1" };
const warehouse = { sqlEndpointId: "warehouse-1" };
const IDENTITY = "5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01";

export const cases: RuleCases = {
  caught: [
    {
      name: "a folder that everybody may edit",
      stack: "dev.flight-delay",
      changes: [
        append(permissions, "workspace-directory-permissions", "accessControls", {
          groupName: "users",
          permissionLevel: "CAN_EDIT",
        }),
      ],
      says: "no group of the estate",
    },
    {
      name: "a job that one person may start",
      stack: "staging.flight-delay",
      changes: [
        append(permissions, "training-permissions", "accessControls", {
          userName: "ada@lakestage.example",
          permissionLevel: "CAN_MANAGE_RUN",
        }),
      ],
      says: "single person",
    },
    {
      name: "data scientists who manage a job in development",
      stack: "dev.flight-delay",
      changes: [
        edit(permissions, "features-permissions", (inputs) => {
          for (const entry of inputs.accessControls ?? []) {
            if (entry.groupName === "data-scientists") entry.permissionLevel = "CAN_MANAGE";
          }
        }),
      ],
      says: "data-scientists has CAN_MANAGE",
    },
    {
      name: "data scientists who manage one more job in development",
      stack: "dev.flight-delay",
      changes: [permission(job, { groupName: "data-scientists", permissionLevel: "CAN_MANAGE" })],
      says: "data-scientists has CAN_MANAGE",
    },
    {
      name: "everybody, who may look at a job",
      stack: "staging.flight-delay",
      changes: [permission(job, { groupName: "users", permissionLevel: "CAN_VIEW" })],
      says: "no group of the estate",
    },
    {
      name: "one person, who may look at a job",
      stack: "prod.flight-delay",
      changes: [permission(job, { userName: "ada@lakestage.example", permissionLevel: "CAN_VIEW" })],
      says: "single person",
    },
    {
      name: "the identity of the retraining webhook, which is to start the job only",
      stack: "prod.flight-delay",
      changes: [permission(job, { servicePrincipalName: IDENTITY, permissionLevel: "CAN_MANAGE" })],
      says: "has CAN_MANAGE",
    },
    {
      name: "engineers who manage an endpoint in staging",
      stack: "staging.flight-delay",
      changes: [permission(endpoint, { groupName: "ml-engineers", permissionLevel: "CAN_MANAGE" })],
      says: "ml-engineers has CAN_MANAGE",
    },
    {
      name: "everybody, who may query an endpoint",
      stack: "dev.flight-delay",
      changes: [permission(endpoint, { groupName: "users", permissionLevel: "CAN_QUERY" })],
      says: "no group of the estate",
    },
    {
      name: "run identities that manage their own bounds",
      changes: [permission(policy, { groupName: "lakestage-prod-runners", permissionLevel: "CAN_MANAGE" })],
      says: "lakestage-prod-runners has CAN_MANAGE",
      engineFree: "the provider refuses it by itself",
    },
    {
      name: "data scientists who manage the warehouse of development",
      stack: "dev.platform",
      changes: [permission(warehouse, { groupName: "data-scientists", permissionLevel: "CAN_MANAGE" })],
      says: "data-scientists has CAN_MANAGE",
    },
    {
      name: "everybody, who may use a cluster policy",
      stack: "dev.platform",
      changes: [permission(policy, { groupName: "users", permissionLevel: "CAN_USE" })],
      says: "no group of the estate",
    },
    {
      name: "data scientists who manage the folder that jobs run from",
      stack: "dev.flight-delay",
      changes: [permission({ repoId: "17" }, { groupName: "data-scientists", permissionLevel: "CAN_MANAGE" })],
      says: "data-scientists has CAN_MANAGE",
    },
    {
      name: "everybody, who may read a dashboard",
      stack: "staging.flight-delay",
      changes: [permission({ dashboardId: "17" }, { groupName: "users", permissionLevel: "CAN_READ" })],
      says: "no group of the estate",
    },
    {
      name: "one person, who may read an alert",
      stack: "prod.flight-delay",
      changes: [permission({ alertV2Id: "17" }, { userName: "ada@lakestage.example", permissionLevel: "CAN_READ" })],
      says: "single person",
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
      says: "ada@lakestage.example is a single person",
    },
    {
      name: "everybody, who may start a job of production",
      stack: "prod.flight-delay",
      changes: [
        add(permissions, "more", {
          jobId: "17",
          accessControls: [{ groupName: "users", permissionLevel: "CAN_MANAGE_RUN" }],
        }),
      ],
      says: "users is no group of the estate",
    },
    {
      name: "a person who manages an endpoint",
      stack: "prod.flight-delay",
      changes: [permission(endpoint, { userName: "ada@lakestage.example", permissionLevel: "CAN_MANAGE" })],
      says: "ada@lakestage.example is a single person",
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
      says: "ada@lakestage.example is a single person",
    },
  ],
  leftAlone: [
    {
      name: "a job that the group of run identities may start",
      stack: "dev.flight-delay",
      changes: [
        append(permissions, "training-permissions", "accessControls", {
          groupName: "lakestage-dev-runners",
          permissionLevel: "CAN_MANAGE_RUN",
        }),
      ],
    },
    {
      name: "data scientists who start a job in development",
      stack: "dev.flight-delay",
      changes: [permission(job, { groupName: "Data-Scientists", permissionLevel: "CAN_MANAGE_RUN" })],
    },
    {
      name: "an identity that starts it, and one that owns it",
      stack: "prod.flight-delay",
      changes: [
        permission(job, { servicePrincipalName: IDENTITY, permissionLevel: "CAN_MANAGE_RUN" }, "one"),
        permission(job, { servicePrincipalName: IDENTITY, permissionLevel: "IS_OWNER" }, "other"),
      ],
    },
    {
      name: "data scientists who query in development",
      stack: "dev.flight-delay",
      changes: [permission(endpoint, { groupName: "data-scientists", permissionLevel: "CAN_QUERY" })],
    },
    {
      name: "the run identity, which moves versions",
      stack: "prod.flight-delay",
      changes: [
        permission(endpoint, {
          servicePrincipalName: IDENTITY,
          permissionLevel: "CAN_MANAGE",
        }),
      ],
    },
    {
      name: "data scientists who use the warehouse of development",
      stack: "dev.platform",
      changes: [permission(warehouse, { groupName: "data-scientists", permissionLevel: "CAN_USE" })],
    },
    {
      name: "admins who manage the warehouse",
      changes: [permission(warehouse, { groupName: "platform-admins", permissionLevel: "CAN_MANAGE" })],
    },
    {
      name: "data scientists who write to the experiment of development",
      stack: "dev.flight-delay",
      changes: [permission({ experimentId: "17" }, { groupName: "data-scientists", permissionLevel: "CAN_EDIT" })],
    },
  ],
};

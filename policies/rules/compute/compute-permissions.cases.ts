import type { RuleCases } from "../../testing/planted";
import { permission } from "../jobs/planted-permissions";

const policy = { clusterPolicyId: "policy-1" };
const warehouse = { sqlEndpointId: "warehouse-1" };

export const cases: RuleCases = {
  caught: [
    {
      name: "run identities that manage their own bounds",
      changes: [permission(policy, { groupName: "lakestage-prod-runners", permissionLevel: "CAN_MANAGE" })],
      says: "lakestage-prod-runners has CAN_MANAGE",
      engineFree: "the provider refuses it by itself",
    },
    {
      name: "data scientists who manage the warehouse of development",
      stack: "dev",
      changes: [permission(warehouse, { groupName: "data-scientists", permissionLevel: "CAN_MANAGE" })],
      says: "data-scientists has CAN_MANAGE",
    },
    {
      name: "everybody",
      stack: "dev",
      changes: [permission(policy, { groupName: "users", permissionLevel: "CAN_USE" })],
      says: "no group of the estate",
    },
  ],
  leftAlone: [
    {
      name: "data scientists who use the warehouse of development",
      stack: "dev",
      changes: [permission(warehouse, { groupName: "data-scientists", permissionLevel: "CAN_USE" })],
    },
    {
      name: "admins who manage it",
      changes: [permission(warehouse, { groupName: "platform-admins", permissionLevel: "CAN_MANAGE" })],
    },
  ],
};

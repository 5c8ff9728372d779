import type { RuleCases } from "../../testing/planted";
import { permission } from "./planted-permissions";

const job = { jobId: "17" };
const IDENTITY = "5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01";

export const cases: RuleCases = {
  caught: [
    {
      name: "data scientists who manage a job in development",
      stack: "dev.flight-delay",
      changes: [permission(job, { groupName: "data-scientists", permissionLevel: "CAN_MANAGE" })],
      says: "data-scientists has CAN_MANAGE",
    },
    {
      name: "everybody, who may look",
      stack: "staging.flight-delay",
      changes: [permission(job, { groupName: "users", permissionLevel: "CAN_VIEW" })],
      says: "no group of the estate",
    },
    {
      name: "one person",
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
  ],
  leftAlone: [
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
  ],
};

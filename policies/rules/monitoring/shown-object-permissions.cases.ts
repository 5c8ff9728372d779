import type { RuleCases } from "../../testing/planted";
import { permission } from "../jobs/planted-permissions";

export const cases: RuleCases = {
  caught: [
    {
      name: "data scientists who manage the folder that jobs run from",
      stack: "dev.flight-delay",
      changes: [permission({ repoId: "17" }, { groupName: "data-scientists", permissionLevel: "CAN_MANAGE" })],
      says: "data-scientists has CAN_MANAGE",
    },
    {
      name: "everybody in the workspace",
      stack: "staging.flight-delay",
      changes: [permission({ dashboardId: "17" }, { groupName: "users", permissionLevel: "CAN_READ" })],
      says: "no group of the estate",
    },
    {
      name: "one person",
      stack: "prod.flight-delay",
      changes: [permission({ alertV2Id: "17" }, { userName: "ada@lakestage.example", permissionLevel: "CAN_READ" })],
      says: "single person",
    },
  ],
  leftAlone: [
    {
      name: "data scientists who write to the experiment of development",
      stack: "dev.flight-delay",
      changes: [permission({ experimentId: "17" }, { groupName: "data-scientists", permissionLevel: "CAN_EDIT" })],
    },
  ],
};

import type { RuleCases } from "../../testing/planted";
import { permission } from "../jobs/planted-permissions";

const endpoint = { servingEndpointId: "endpoint-1" };

export const cases: RuleCases = {
  caught: [
    {
      name: "engineers who manage an endpoint in staging",
      stack: "staging.flight-delay",
      changes: [permission(endpoint, { groupName: "ml-engineers", permissionLevel: "CAN_MANAGE" })],
      says: "ml-engineers has CAN_MANAGE",
    },
    {
      name: "everybody, who may query",
      stack: "dev.flight-delay",
      changes: [permission(endpoint, { groupName: "users", permissionLevel: "CAN_QUERY" })],
      says: "no group of the estate",
    },
  ],
  leftAlone: [
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
          servicePrincipalName: "5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01",
          permissionLevel: "CAN_MANAGE",
        }),
      ],
    },
  ],
};

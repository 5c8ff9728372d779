import { add, type RuleCases, set } from "../../cases/planted";
import { ENTITLEMENTS, MEMBER } from "./shared/workspace-people";

export const cases: RuleCases = {
  caught: [
    {
      name: "somebody who is let into production by an id",
      changes: [
        add(MEMBER, "auditors", { workspaceId: "1000000000000002", principalId: "4711", permissions: ["USER"] }),
      ],
      says: "of the st",
    },
    {
      name: "a stranger in the place of the run identities",
      stack: "dev.platform",
      changes: [set(MEMBER, "members-runners", { principalId: "4711" })],
      says: "4711 is neither a group of the estate nor an identity of the stack",
    },
    {
      name: "entitlements for a service principal of somebody else's",
      stack: "staging.platform",
      changes: [add(ENTITLEMENTS, "helper", { servicePrincipalId: "4711", workspaceAccess: true })],
      says: "4711 is neither a group of the estate nor an identity of the stack",
    },
    {
      name: "development's people in another workspace",
      stack: "dev.platform",
      changes: [set(MEMBER, "members-data-scientists", { workspaceId: "1000000000000002" })],
      says: "1000000000000002 is no workspace of the stack",
      engineFree: "the provider asks for the workspace by its id, and finds none",
    },
  ],
  leftAlone: [
    {
      name: "an identity of the stack with one entitlement more",
      changes: [set(ENTITLEMENTS, "entitlements-retraining", { databricksSqlAccess: true })],
    },
  ],
};

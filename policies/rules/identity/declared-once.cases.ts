import { add, type RuleCases } from "../../cases/planted";
import { ENTITLEMENTS, MEMBER } from "./shared/workspace-people";

const member = (name: string, principalId: string) =>
  add(MEMBER, name, { workspaceId: "1000000000000002", principalId, permissions: ["USER"] });
const entitlements = (name: string, servicePrincipalId: string) =>
  add(ENTITLEMENTS, name, { servicePrincipalId, workspaceAccess: true });

export const cases: RuleCases = {
  caught: [
    {
      name: "a member twice",
      changes: [member("members-auditors", "60211"), member("members-audit", "60211")],
      finds: ["members-auditors"],
      says: "members-audit",
    },
    {
      name: "two lists of one identity's entitlements",
      stack: "dev.platform",
      changes: [entitlements("entitlements-reports", "60211"), entitlements("entitlements-more", "60211")],
      finds: ["entitlements-reports"],
      says: "it replaces the list that entitlements-more is about",
    },
  ],
  leftAlone: [
    {
      name: "two members with the same permission",
      changes: [member("members-auditors", "60211"), member("members-support", "60212")],
    },
    {
      name: "a member and its entitlements, which are about the same principal",
      changes: [member("members-auditors", "60211"), entitlements("entitlements-auditors", "60211")],
    },
  ],
};

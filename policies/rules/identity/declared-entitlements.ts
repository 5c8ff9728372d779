import { BEYOND_DEVELOPMENT, stackRule } from "../../rule";
import { ENTITLEMENTS, entitledIn, isAdmin, MEMBER, membersOf } from "./shared/workspace-people";

export const rule = stackRule({
  id: "LSID014",
  title: "What each member of a workspace may do at all is declared",
  why: `A member without entitlements of their own has what the workspace happens to give to everybody, today and whenever
somebody changes that by hand.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation:
    "Let members and their entitlements follow the access model in `infra/config/access.ts`; by hand, declare `Entitlements` for the member.",
  example: `new databricks.Entitlements("auditors", { groupId: auditors.id, workspaceAccess: true });`,
  types: [ENTITLEMENTS, MEMBER],
  check(stack, report) {
    const entitled = entitledIn(stack);
    if (!entitled.complete) return;
    for (const [id, member] of membersOf(stack).byId) {
      if (!isAdmin(member) && !entitled.byId.has(id)) {
        report("the member has no entitlements of its own", member, "principalId");
      }
    }
  },
});

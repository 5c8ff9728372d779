import { add, type RuleCases, remove } from "../../cases/planted";
import { ENTITLEMENTS, MEMBER } from "./shared/workspace-people";

const auditors = add(MEMBER, "members-auditors", {
  workspaceId: "1000000000000002",
  principalId: "60211",
  permissions: ["USER"],
});

export const cases: RuleCases = {
  caught: [
    {
      name: "a member who was let in by hand",
      changes: [auditors],
      says: "no entitlements",
    },
    {
      name: "a group whose entitlements are gone",
      stack: "staging.platform",
      changes: [remove(ENTITLEMENTS, "entitlements-ml-engineers")],
      finds: ["members-ml-engineers"],
      says: "the member has no entitlements of its own",
    },
  ],
  leftAlone: [
    {
      name: "a member with entitlements, its id given as a number's text",
      changes: [auditors, add(ENTITLEMENTS, "entitlements-auditors", { groupId: "60211", workspaceAccess: true })],
    },
  ],
};

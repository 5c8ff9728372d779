import { add, type RuleCases, set } from "../../cases/planted";

const member = "databricks:index/groupMember:GroupMember";

export const cases: RuleCases = {
  caught: [
    {
      name: "a user, by id, among the run identities",
      changes: [set(member, "flight-delay-runner-membership", { memberId: "4711" })],
      says: "4711, which is no service principal of the stack, is put into group",
    },
    {
      name: "a run identity among the platform's admins",
      stack: "dev.platform",
      changes: [set(member, "flight-delay-runner-membership", { groupId: "4712" })],
      says: "group 4712 is none of the environment's identities",
    },
    {
      name: "ML engineers among the run identities",
      stack: "staging.platform",
      changes: [add(member, "helpers", { groupId: "runners-id", memberId: "id-of-ml-engineers" })],
      says: "runners-id",
      engineFree: "ids of groups are the account's own there",
    },
    {
      name: "a person among the platform's admins, in development",
      stack: "dev.platform",
      changes: [add(member, "helpers", { groupId: "id-of-platform-admins", memberId: "4711" })],
      engineFree: "ids of groups are the account's own there",
      says: "id-of-platform-admins",
    },
  ],
  leftAlone: [
    {
      name: "a run identity that is where it belongs",
      changes: [set("databricks:index/group:Group", "runners", { displayName: "lakestage-prod-identities" })],
    },
  ],
};

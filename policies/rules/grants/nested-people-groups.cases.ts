import { add, type RuleCases } from "../../cases/planted";

const member = "databricks:index/groupMember:GroupMember";

export const cases: RuleCases = {
  caught: [
    {
      name: "ML engineers among the run identities",
      stack: "staging.platform",
      changes: [add(member, "helpers", { groupId: "runners-id", memberId: "id-of-ml-engineers" })],
      says: "ml-engineers",
      engineFree: "ids of groups are the account's own there",
    },
    {
      name: "data scientists among the platform's admins, in development",
      stack: "dev.platform",
      changes: [add(member, "helpers", { groupId: "id-of-platform-admins", memberId: "id-of-data-scientists" })],
      engineFree: "ids of groups are the account's own there",
      says: "the group of data-scientists is put into group id-of-platform-admins",
    },
  ],
  leftAlone: [
    {
      name: "an identity among the platform's admins",
      changes: [add(member, "helpers", { groupId: "id-of-platform-admins", memberId: "4711" })],
    },
  ],
};

import { add, type RuleCases } from "../../cases/planted";

const membership = (name: string, groupId: string, memberId: string) =>
  add("databricks:index/groupMember:GroupMember", name, { groupId, memberId });

export const cases: RuleCases = {
  caught: [
    {
      name: "a circle of three groups",
      changes: [
        membership("readers-in-writers", "writers", "readers"),
        membership("writers-in-owners", "owners", "writers"),
        membership("owners-in-readers", "readers", "owners"),
      ],
      says: "is a member of itself by",
    },
    {
      name: "a group in itself",
      stack: "prod.flight-delay",
      changes: [membership("readers-in-readers", "readers", "readers")],
      says: "the group is a member of itself by readers-in-readers",
    },
    {
      name: "a circle, and nothing of the groups below and above it",
      changes: [
        membership("guests-in-readers", "readers", "guests"),
        membership("readers-in-writers", "writers", "readers"),
        membership("writers-in-readers", "readers", "writers"),
        membership("writers-in-owners", "owners", "writers"),
      ],
      finds: ["readers-in-writers", "writers-in-readers"],
      says: "by readers-in-writers, writers-in-readers",
    },
  ],
  leftAlone: [
    {
      name: "a group in two groups that are in a fourth",
      changes: [
        membership("readers-in-writers", "writers", "readers"),
        membership("readers-in-auditors", "auditors", "readers"),
        membership("writers-in-owners", "owners", "writers"),
        membership("auditors-in-owners", "owners", "auditors"),
      ],
    },
  ],
};

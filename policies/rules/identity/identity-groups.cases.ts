import { add, type RuleCases, set } from "../../cases/planted";

const MEMBERSHIP = "databricks:index/groupMember:GroupMember";

export const cases: RuleCases = {
  caught: [
    {
      name: "an identity that joins the admins as well",
      changes: [
        set(MEMBERSHIP, "flight-delay-runner-membership", { memberId: "60211" }),
        add(MEMBERSHIP, "runner-administers", { groupId: "70311", memberId: "60211" }),
      ],
      finds: ["runner-administers"],
      says: "by flight-delay-runner-membership",
    },
  ],
  leftAlone: [
    {
      name: "two identities of a project in one group",
      changes: [
        set(MEMBERSHIP, "flight-delay-runner-membership", { groupId: "50111" }),
        add(MEMBERSHIP, "snapshot-membership", { groupId: "50111", memberId: "60211" }),
      ],
    },
  ],
};

import { ALWAYS, stackRule } from "../../rule";

export const rule = stackRule({
  id: "LSID019",
  title: "A project's identities are in one group each",
  why: `A run identity runs what a project's team writes. In a second group it holds what its own project was never given.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Remove the `GroupMember`; a project's identity belongs to the environment's group of run identities alone.",
  example: `new databricks.GroupMember("runner", { groupId: runners.id, memberId: runner.id });`,
  types: ["databricks:index/groupMember:GroupMember"],
  check(stack, report) {
    const groups = new Map<string, string>();
    stack.each("databricks:index/groupMember:GroupMember", (membership) => {
      const memberId = String(membership.props.memberId);
      const first = groups.get(memberId);
      if (first === undefined) groups.set(memberId, membership.name);
      else report(`the member is in a group already, by ${first}`, membership);
    });
  },
});

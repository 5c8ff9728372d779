import { ALWAYS, stackRule } from "../../rule";
import { adminsOf, MEMBER } from "./shared/workspace-people";

export const rule = stackRule({
  id: "LSID019",
  title: "A project's identities are in one group each, and nobody is added to one that administers",
  why: `A run identity runs what a project's team writes. In a second group it holds what its own project was never given; in
a group of admins it holds everything. Who administers is decided in the directory.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Remove the `GroupMember`; a project's identity belongs to the environment's group of run identities alone.",
  example: `new databricks.GroupMember("runner", { groupId: runners.id, memberId: runner.id });`,
  types: ["databricks:index/groupMember:GroupMember", MEMBER],
  check(stack, report, { project }) {
    const memberships = stack.ofType("databricks:index/groupMember:GroupMember");
    const admins = memberships.length === 0 ? undefined : adminsOf(stack);
    const groups = new Map<string, string>();
    stack.each("databricks:index/groupMember:GroupMember", (membership) => {
      const { groupId, memberId } = membership.props;
      if (admins?.has(String(groupId))) {
        report("a member is added to a group that administers the workspace", membership);
      }
      const first = groups.get(String(memberId));
      if (first === undefined) groups.set(String(memberId), membership.name);
      else if (project) report(`the member is in a group already, by ${first}`, membership);
    });
  },
});

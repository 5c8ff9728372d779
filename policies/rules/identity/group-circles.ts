import { ALWAYS, type PolicyResource, stackRule } from "../../rule";

/** One group or principal in a group, by their ids. */
interface Membership {
  group: string;
  member: string;
  resource: PolicyResource;
}

export const rule = stackRule({
  id: "LSID018",
  title: "No group is a member of itself, through others or directly",
  why: `Members of a group in a circle hold what every group in it holds, and taking one of them out changes nothing. Services
that resolve members go round and round, or refuse the sign-in.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:RE"],
  remediation: "Remove one of the `GroupMember` resources that the message names.",
  example: `new databricks.GroupMember("engineers", { groupId: runners.id, memberId: engineers.id });`,
  types: ["databricks:index/groupMember:GroupMember"],
  check(stack, report) {
    const memberships: Membership[] = [];
    stack.each("databricks:index/groupMember:GroupMember", (resource) => {
      const { groupId, memberId } = resource.props;
      memberships.push({ group: String(groupId), member: String(memberId), resource });
    });
    for (const { group, member, resource } of memberships) {
      const above = groupsAbove(group, memberships);
      if (!above.has(member)) continue;
      const circle = memberships.filter(
        (other) => above.has(other.member) && groupsAbove(other.group, memberships).has(group),
      );
      report(
        `the group is a member of itself by ${circle.map((other) => other.resource.name).join(", ")}`,
        resource,
        "memberId",
      );
    }
  },
});

/** The group, those that it is a member of, those that they are members of, and so on. */
function groupsAbove(group: string, memberships: readonly Membership[]): ReadonlySet<string> {
  const above = new Set([group]);
  // A set hands out what is added while it is gone through.
  for (const reached of above) {
    for (const { group: next, member } of memberships) if (member === reached) above.add(next);
  }
  return above;
}

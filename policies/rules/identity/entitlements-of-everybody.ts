import { ALWAYS, stackRule } from "../../rule";
import { ENTITLEMENT_NAMES, ENTITLEMENTS, entitledIn, MEMBER, membersOf } from "./shared/workspace-people";

export const rule = stackRule({
  id: "LSID015",
  title: "The group of everybody in a workspace is entitled to nothing",
  why: `Databricks entitles its group \`users\` to the workspace and to SQL. What that group has, everybody has who is ever let
in, whatever their own group says; in production it would give people the warehouse.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Keep `Entitlements` for the group `users` with nothing in it, and entitle members by their own groups.",
  example: `new databricks.Entitlements("everyone", { groupId: users.id });`,
  types: [ENTITLEMENTS, MEMBER],
  check(stack, report) {
    const members = membersOf(stack);
    if (!members.complete) return;
    const entitled = entitledIn(stack);
    // Everybody's group is the workspace's own, and so is no member of it. What one person has is another rule's.
    const others = [...entitled.byId].flatMap(([id, entitlements]) =>
      members.byId.has(id) || entitlements.props.userId ? [] : [entitlements],
    );
    for (const entitlements of others) {
      for (const entitlement of ENTITLEMENT_NAMES) {
        if (entitlements.props[entitlement]) {
          report(`${entitlement} goes to a principal that is no member by name`, entitlements, entitlement);
        }
      }
    }
    if (entitled.complete && members.byId.size > 0 && others.length === 0) {
      report(`none of ${entitled.byId.size} entitlements takes away what everybody has`);
    }
  },
});

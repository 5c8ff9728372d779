import { ALWAYS, stackRule } from "../../rule";
import { idsOf, LET_IN, PEOPLE } from "./shared/group-ids";

export const rule = stackRule({
  id: "LSGRANT027",
  title: "The estate puts no group of people into another group",
  why: `What a group may do, its members may, and the members of their groups. People who were put into the group of run identities,
or into the platform's admins, hold all that those hold, and no list of grants names them.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Remove the membership; who belongs to a group of people, the directory says.",
  example: `new databricks.GroupMember("membership", { groupId: runners.id, memberId: servicePrincipal.id });`,
  types: [...LET_IN, "databricks:index/groupMember:GroupMember"],
  check(stack, report) {
    stack.each("databricks:index/groupMember:GroupMember", (resource) => {
      const { groupId, memberId } = resource.props;
      const role = PEOPLE.find((each) => idsOf(each, stack).has(String(memberId)));
      if (role) report(`the group of ${role} is put into group ${groupId}`, resource, "memberId");
    });
  },
});

import { declaredOf } from "../../declared/resource-index";
import { EVERYONE_IN_ACCOUNT } from "../../state/access-state";
import type { ReachEstate } from "../reach-estate";

/** Who is in a group has what the group has (Databricks: "Groups", also for groups in groups). */
export function membershipSteps({ graph, principals, stacks }: ReachEstate): void {
  for (const { resource, stack } of declaredOf(stacks, "databricks:index/groupMember:GroupMember")) {
    const group = principals.of(stack, resource.inputs.groupId);
    const member = principals.of(stack, resource.inputs.memberId);
    graph.step(member, group, "control", "control", `${member.name} is in the group ${group.name}`, {
      urn: resource.urn,
      property: "groupId",
    });
  }
  for (const { stack, thing } of principals.identities) {
    const everybody = principals.of(stack, EVERYONE_IN_ACCOUNT);
    graph.step(thing, everybody, "control", "control", `everybody in the account is in ${everybody.name}`);
  }
}

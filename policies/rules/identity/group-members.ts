import { everything } from "../../replaced-rules";
import { ALWAYS, stackRule } from "../../rule";
import { idsOf, LET_IN, PEOPLE } from "./shared/group-ids";

const GROUP = "databricks:index/group:Group";
const MEMBERSHIP = "databricks:index/groupMember:GroupMember";
const SERVICE_PRINCIPAL = "databricks:index/servicePrincipal:ServicePrincipal";

export const rule = stackRule({
  id: "LSID026",
  replaces: { LSGRANT027: everything },
  title: "Groups of identities get the stack's own service principals as members, and other groups get none",
  why: `What a group may do, its members may, and the members of theirs. A person or a group that is put into the run identities'
group by an id holds all that those hold, and no list of grants names them; who belongs to people, the directory says.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Remove the membership, or take `memberId` from a ServicePrincipal that the stack declares, and `groupId` from its group of identities.",
  example: `new databricks.GroupMember("membership", { groupId: runners.id, memberId: servicePrincipal.id });`,
  types: [...LET_IN, GROUP, MEMBERSHIP, SERVICE_PRINCIPAL],
  check(stack, report) {
    const declared = (type: typeof GROUP | typeof SERVICE_PRINCIPAL, from: readonly string[] = []): boolean =>
      stack.ofType(type).some(({ urn }) => from.includes(urn));
    stack.each(MEMBERSHIP, (membership) => {
      const { groupId, memberId } = membership.propertyDependencies;
      if (!declared(SERVICE_PRINCIPAL, memberId)) {
        const id = String(membership.props.memberId);
        const role = PEOPLE.find((each) => idsOf(each, stack).has(id));
        const who = role ? `the group of ${role}` : `${id}, which is no service principal of the stack,`;
        const group = stack.ofType(GROUP).find(({ urn }) => groupId?.includes(urn))?.name;
        report(`${who} is put into group ${group ?? membership.props.groupId}`, membership, "memberId");
      }
      if (declared(GROUP, groupId)) return;
      report(`group ${membership.props.groupId} is none of the environment's identities`, membership, "groupId");
    });
  },
});

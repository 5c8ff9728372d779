import { ALWAYS, type PolicyResource, type PolicyStack, stackRule } from "../../rule";
import { PEOPLE } from "./shared/group-ids";
import { ENTITLEMENTS, MEMBER } from "./shared/workspace-people";

const ASSIGNMENT = "databricks:index/metastoreAssignment:MetastoreAssignment";
const WORKSPACE = "azure-native:databricks:Workspace";
const PRINCIPALS = ["databricks:index/group:Group", "databricks:index/servicePrincipal:ServicePrincipal"] as const;

export const rule = stackRule({
  id: "LSID027",
  title: "A stack lets the estate's groups and its own identities into its own workspace, and nobody else",
  why: `Who is let in by an id that the stack takes from nowhere, no reviewer can name, and the access matrix shows a number. A
stack that lets somebody into another workspace decides about an environment that is not its own.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Let in the groups of `lakestage:groups`, and principals that the stack declares; take `workspaceId` from its workspace.",
  example: `new WorkspaceMembers("members", { workspaceId: workspace.workspaceId, users: { runners: runners.id } });`,
  types: [ASSIGNMENT, ENTITLEMENTS, MEMBER, WORKSPACE, ...PRINCIPALS],
  check(stack, report) {
    for (const type of [MEMBER, ASSIGNMENT] as const) {
      stack.each(type, (resource) => {
        if (!comesFrom(resource, "workspaceId", stack, [WORKSPACE])) {
          report(`${resource.props.workspaceId} is no workspace of the stack`, resource, "workspaceId");
        }
      });
    }
    stack.each(MEMBER, (member) => {
      if (isPeoples(member, PEOPLE) || comesFrom(member, "principalId", stack, PRINCIPALS)) return;
      report(
        `${member.props.principalId} is neither a group of the estate nor an identity of the stack`,
        member,
        "principalId",
      );
    });
    stack.each(ENTITLEMENTS, (entitlements) => {
      for (const property of ["groupId", "servicePrincipalId"] as const) {
        const id = entitlements.props[property];
        if (!id || comesFrom(entitlements, property, stack, PRINCIPALS)) continue;
        if (property === "groupId" && isPeoples(entitlements, [...PEOPLE, "everyone"])) continue;
        report(`${id} is neither a group of the estate nor an identity of the stack`, entitlements, property);
      }
    });
  },
});

type Looked = typeof WORKSPACE | (typeof PRINCIPALS)[number];

const comesFrom = <Type extends Looked>(
  { propertyDependencies }: PolicyResource,
  property: string,
  stack: PolicyStack<Type>,
  types: readonly Type[],
): boolean => types.some((type) => stack.ofType(type).some(({ urn }) => propertyDependencies[property]?.includes(urn)));

/** The components that let people in look the groups of the settings up, and name what they declare after the roles. */
const isPeoples = ({ name, parent }: PolicyResource, roles: readonly string[]): boolean =>
  parent !== "" && roles.some((role) => name.endsWith(`-${role}`));

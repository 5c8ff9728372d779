import type { PolicyResource, PolicyStack } from "../../../rule";

export const MEMBER = "databricks:index/mwsPermissionAssignment:MwsPermissionAssignment";
export const ENTITLEMENTS = "databricks:index/entitlements:Entitlements";

/** Databricks' own names of what a workspace lets somebody do at all. */
export const ENTITLEMENT_NAMES = [
  "allowClusterCreate",
  "allowInstancePoolCreate",
  "databricksSqlAccess",
  "workspaceAccess",
  "workspaceConsume",
] as const;

type Member = PolicyResource<typeof MEMBER>;
type Entitled = PolicyResource<typeof ENTITLEMENTS>;

/** Resources by the id, in the account, of the principal that each is about. */
interface ByPrincipal<Resource> {
  byId: ReadonlyMap<string, Resource>;
  /** Whether a preview knows all ids: else whose id is not there may be there yet. */
  complete: boolean;
}

export const isAdmin = ({ props }: Member): boolean => props.permissions?.includes("ADMIN") ?? false;

/** Who administers the stack's workspace, as far as a preview knows: by the principal's id in the account. */
export function adminsOf(stack: PolicyStack<typeof MEMBER>): ReadonlyMap<string, Member> {
  const admins = new Map<string, Member>();
  stack.each(MEMBER, (member) => {
    if (isAdmin(member)) admins.set(String(member.props.principalId), member);
  });
  return admins;
}

/** Who may open the stack's workspace. */
export function membersOf(stack: PolicyStack<typeof MEMBER>): ByPrincipal<Member> {
  const byId = new Map<string, Member>();
  let known = 0;
  stack.each(MEMBER, (member) => {
    byId.set(String(member.props.principalId), member);
    known += 1;
  });
  return { byId, complete: known === stack.ofType(MEMBER).length };
}

/** Whom the stack's workspace lets do what at all. */
export function entitledIn(stack: PolicyStack<typeof ENTITLEMENTS>): ByPrincipal<Entitled> {
  const byId = new Map<string, Entitled>();
  let known = 0;
  stack.each(ENTITLEMENTS, (entitlements) => {
    const { groupId, servicePrincipalId, userId } = entitlements.props;
    byId.set(String(groupId || servicePrincipalId || userId), entitlements);
    known += 1;
  });
  return { byId, complete: known === stack.ofType(ENTITLEMENTS).length };
}

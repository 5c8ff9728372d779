import { ruleSets } from "../../authority/account/roles";
import { principalEntitlements } from "../../authority/workspace/entitlements";
import { leaveLocalGroups } from "../../authority/workspace/local-groups";
import { permissionAssignments } from "../../authority/workspace/members";
import { groups, groupsByMember, type Store, servicePrincipals, users, workspaces } from "../../control-plane";
import { federationPolicies, policiesOf } from "./federation-policies";
import { servicePrincipalSecrets } from "./service-principal-secrets";

/** Deletes a user, service principal or group, and every trace of it: memberships, assignments, credentials. */
export function forgetPrincipal(store: Store, id: string): void {
  const ruleSetName = nameInRuleSets(store, id);
  for (const collection of [users, servicePrincipals, groups]) store.delete(collection, id);
  for (const { key, value } of store.list(groupsByMember.of(id))) {
    store.put(groups, key, { ...value, members: value.members.filter(isAnother) });
  }
  for (const { key, value } of store.list(workspaces)) {
    forgetMember(store, value.id, id);
    leaveLocalGroups({ store, workspaceId: value.id }, id);
    if (value.administrators.includes(id)) {
      store.put(workspaces, key, { ...value, administrators: value.administrators.filter(isAnother) });
    }
  }
  federationPolicies.removeAll({ store }, policiesOf(id));
  servicePrincipalSecrets.removeAll({ store }, [id]);
  for (const { key, value } of ruleSetName ? store.list(ruleSets) : []) {
    const rules = value.grant_rules.map(({ role, principals }) => ({
      role,
      principals: principals.filter((principal) => principal !== ruleSetName),
    }));
    store.put(ruleSets, key, { ...value, grant_rules: rules.filter(({ principals }) => principals.length > 0) });
  }

  function isAnother(other: string): boolean {
    return other !== id;
  }
}

/** Takes a principal out of one workspace. */
export function forgetMember(store: Store, workspaceId: number, id: string): void {
  permissionAssignments.remove({ store, workspaceId }, id);
  principalEntitlements.remove({ store, workspaceId }, id);
}

function nameInRuleSets(store: Store, id: string): string | undefined {
  const user = store.get(users, id);
  if (user) return `users/${user.userName}`;
  const identity = store.get(servicePrincipals, id);
  if (identity) return `servicePrincipals/${identity.applicationId}`;
  const group = store.get(groups, id);
  return group && `groups/${group.displayName}`;
}

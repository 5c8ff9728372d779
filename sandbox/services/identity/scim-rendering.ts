import {
  type Call,
  type Group,
  groups,
  type ServicePrincipal,
  type Store,
  servicePrincipals,
  type User,
  users,
} from "../../control-plane";
import { asList, type ComplexValue, type ScimObject } from "./scim-object";

/** A user as the account's SCIM shows it. */
export function accountUser(call: Call, user: User): ScimObject {
  const { id, userName, displayName, externalId, active, name, emails, roles } = user;
  const account_id = call.account.accountId;
  return { id, account_id, userName, displayName, externalId, active, name, emails, roles: asList(roles) };
}

export function accountServicePrincipal(call: Call, identity: ServicePrincipal): ScimObject {
  const { id, applicationId, displayName, externalId, active, roles } = identity;
  const account_id = call.account.accountId;
  return { id, account_id, applicationId, displayName, externalId, active, roles: asList(roles) };
}

/** A user as the account shows them to themselves: with their groups, as `Me` has it. */
export function accountPerson(call: Call, user: User): ScimObject {
  const { account_id: _account, ...shown } = accountUser(call, user);
  return { ...shown, groups: groupsOf(call, user.id) };
}

/** A service principal in the form in which `Me` shows every caller: as a user named by its application id. */
export function accountIdentity(call: Call, identity: ServicePrincipal): ScimObject {
  const { account_id: _account, applicationId: userName, ...shown } = accountServicePrincipal(call, identity);
  return { ...shown, userName, groups: groupsOf(call, identity.id) };
}

export function accountGroup(call: Call, group: Group): ScimObject {
  const { id, displayName, externalId, roles } = group;
  return {
    id,
    account_id: call.account.accountId,
    displayName,
    externalId,
    roles: asList(roles),
    members: membersOf(call.store, group.members),
    meta: { resourceType: "Group" },
  };
}

/** The members of a group with the names that people know them by. */
export function membersOf(store: Store, ids: readonly string[]): ComplexValue[] | undefined {
  if (ids.length === 0) return undefined;
  return ids.map((value) => {
    const [kind, display] = described(store, value);
    return { value, display, $ref: `${kind}/${value}` };
  });
}

function groupsOf({ directory }: Call, id: string): ComplexValue[] {
  return directory.groupsOf(id).map((group) => groupReference(group.id, group.displayName, group.members.includes(id)));
}

/** How a principal's groups are listed: whether it is in them itself, or through other groups. */
export function groupReference(value: string, display: string, direct: boolean): ComplexValue {
  return { value, display, type: direct ? "direct" : "indirect", $ref: `Groups/${value}` };
}

function described(store: Store, id: string): [kind: string, display: string | undefined] {
  const user = store.get(users, id);
  if (user) return ["Users", user.displayName ?? user.userName];
  const group = store.get(groups, id);
  if (group) return ["Groups", group.displayName];
  return ["ServicePrincipals", store.get(servicePrincipals, id)?.displayName];
}

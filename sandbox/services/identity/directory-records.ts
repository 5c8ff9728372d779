import {
  ApiError,
  type Call,
  type Group,
  groups,
  groupsByName,
  type ServicePrincipal,
  type Store,
  servicePrincipals,
  servicePrincipalsByApplication,
  servicePrincipalsByName,
  type User,
  users,
  usersByName,
} from "../../control-plane";
import { type ScimObject, scimError, valuesOf } from "./scim-object";

const EMAIL = /^[^\s@]+@[^\s@]+$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ACCOUNT_ROLES: ReadonlySet<string> = new Set(["account_admin", "billing_admin", "marketplace.admin"]);
/** Names that workspaces and the account keep for their own groups. */
const RESERVED_GROUPS: ReadonlySet<string> = new Set(["users", "admins", "account users"]);

/** A SCIM refusal of a second object with the same name, in the wording that clients look for. */
export const taken = (message: string): ApiError => new ApiError(409, "RESOURCE_ALREADY_EXISTS", message);

export function findUser(store: Store, userName: string): User | undefined {
  return store.find(usersByName.of(userName.toLowerCase()))?.value;
}

export function findServicePrincipal(store: Store, applicationId: string): ServicePrincipal | undefined {
  return store.find(servicePrincipalsByApplication.of(applicationId.toLowerCase()))?.value;
}

/** Service principals by each attribute that names them, given in lower case. */
export const servicePrincipalsNamed = {
  applicationid: ({ store }: Pick<Call, "store">, id: string): ServicePrincipal[] =>
    store.list(servicePrincipalsByApplication.of(id)).map(({ value }) => value),
  displayname: ({ store }: Pick<Call, "store">, name: string): ServicePrincipal[] =>
    store.list(servicePrincipalsByName.of(name)).map(({ value }) => value),
};

/** Adds a person to the account. */
export function createUser(store: Store, given: ScimObject): User {
  const userName = given.userName?.toLowerCase();
  if (!userName || !EMAIL.test(userName)) throw scimError("invalidValue", "userName must be an e-mail address");
  if (findUser(store, userName)) throw taken(`User with email ${userName} already exists in this account`);
  const emails = (given.emails ?? []).flatMap(({ value, primary, type }) =>
    value ? [{ value, ...(primary === undefined ? {} : { primary }), ...(type ? { type } : {}) }] : [],
  );
  const id = String(store.nextId());
  return store.put(users, id, {
    id,
    userName,
    displayName: given.displayName || userName,
    active: given.active ?? true,
    emails: emails.length > 0 ? emails : [{ value: userName, primary: true, type: "work" }],
    roles: rolesOf(given),
    ...optional(given),
    ...nameOf(given),
  });
}

/**
 * Makes a user what PUT sent or PATCH came to. As in the service, the user name and e-mail addresses stay as they are;
 * so do roles that are not mentioned, in all three kinds: clients replace what they manage, and do not manage those.
 */
export function changeUser(store: Store, user: User, wanted: ScimObject): void {
  const { externalId: _externalId, name: _name, ...kept } = user;
  store.put(users, user.id, {
    ...kept,
    displayName: wanted.displayName || user.userName,
    active: wanted.active ?? true,
    roles: wanted.roles ? rolesOf(wanted) : user.roles,
    ...optional(wanted),
    ...nameOf(wanted),
  });
}

/** Adds an identity for automation: one that Entra ID knows by its application id, or a new one of Databricks' own. */
export function createServicePrincipal(store: Store, given: ScimObject): ServicePrincipal {
  const { applicationId = store.uuid() } = given;
  if (!UUID.test(applicationId))
    throw scimError("invalidValue", `Invalid application ID ${applicationId}: it must be a UUID`);
  if (findServicePrincipal(store, applicationId)) {
    throw taken(`Service principal with application ID ${applicationId} already exists.`);
  }
  const id = String(store.nextId());
  return store.put(servicePrincipals, id, {
    id,
    applicationId,
    displayName: given.displayName || applicationId,
    active: given.active ?? true,
    roles: rolesOf(given),
    ...optional(given),
  });
}

export function changeServicePrincipal(store: Store, identity: ServicePrincipal, wanted: ScimObject): void {
  const { applicationId = identity.applicationId } = wanted;
  if (applicationId !== identity.applicationId) throw scimError("mutability", "applicationId can not be changed");
  const { externalId: _externalId, ...kept } = identity;
  store.put(servicePrincipals, identity.id, {
    ...kept,
    displayName: wanted.displayName || identity.applicationId,
    active: wanted.active ?? true,
    roles: wanted.roles ? rolesOf(wanted) : identity.roles,
    ...optional(wanted),
  });
}

export function createGroup(store: Store, given: ScimObject): Group {
  const id = String(store.nextId());
  return store.put(groups, id, {
    id,
    displayName: ownGroupName(store, id, given),
    roles: rolesOf(given),
    members: valuesOf(given.members),
    ...optional(given),
  });
}

export function changeGroup(store: Store, group: Group, wanted: ScimObject): void {
  const { externalId: _externalId, ...kept } = group;
  store.put(groups, group.id, {
    ...kept,
    displayName: ownGroupName(store, group.id, wanted),
    roles: wanted.roles ? rolesOf(wanted) : group.roles,
    members: valuesOf(wanted.members),
    ...optional(wanted),
  });
}

/** @throws ApiError for none, and for one that is reserved. */
export function groupName({ displayName }: ScimObject): string {
  if (!displayName?.trim()) throw scimError("invalidValue", "displayName of a group must not be empty");
  if (RESERVED_GROUPS.has(displayName.toLowerCase())) {
    throw scimError("invalidValue", `Group name ${displayName} is reserved`);
  }
  return displayName;
}

function ownGroupName(store: Store, id: string, given: ScimObject): string {
  const name = groupName(given);
  const other = store.find(groupsByName.of(name.toLowerCase()), (group) => group.id !== id);
  if (other) throw taken(`Group with name ${name} already exists.`);
  return name;
}

function rolesOf({ roles }: ScimObject): string[] {
  const wanted = valuesOf(roles);
  const unknown = wanted.find((role) => !ACCOUNT_ROLES.has(role));
  if (unknown)
    throw scimError("invalidValue", `Invalid role ${unknown}: it must be one of ${[...ACCOUNT_ROLES].join(", ")}`);
  return wanted;
}

function optional({ externalId }: ScimObject): { externalId?: string } {
  return externalId ? { externalId } : {};
}

function nameOf({ name }: ScimObject): Pick<User, "name"> {
  const { givenName, familyName } = name ?? {};
  if (!givenName && !familyName) return {};
  return { name: { ...(givenName ? { givenName } : {}), ...(familyName ? { familyName } : {}) } };
}

import { invalidParameter, notFound } from "./api-error";
import { Collection, Index, type Store } from "./store";

/** A person of the account. */
export interface User {
  id: string;
  /** In lower case, however it was given. */
  userName: string;
  displayName?: string;
  active: boolean;
  externalId?: string;
  emails?: { value: string; primary?: boolean; type?: string }[];
  name?: { givenName?: string; familyName?: string };
  /** Account roles, for example `account_admin`. */
  roles: string[];
}

/** An identity for automation; `applicationId` is what grants and policies name it by. */
export interface ServicePrincipal {
  id: string;
  applicationId: string;
  displayName: string;
  active: boolean;
  externalId?: string;
  roles: string[];
}

export interface Group {
  id: string;
  displayName: string;
  externalId?: string;
  roles: string[];
  /** Ids of the users, service principals and groups in it. */
  members: string[];
}

export const users = new Collection<User>("directory.user");
export const servicePrincipals = new Collection<ServicePrincipal>("directory.service-principal");
export const groups = new Collection<Group>("directory.group");

/** Users, service principals and groups by what names them, and service principals by what people call them, in lower case. */
export const usersByName = new Index(users, ({ userName }) => [userName.toLowerCase()]);
export const servicePrincipalsByApplication = new Index(servicePrincipals, ({ applicationId }) => [
  applicationId.toLowerCase(),
]);
export const servicePrincipalsByName = new Index(servicePrincipals, ({ displayName }) => [displayName.toLowerCase()]);
export const groupsByName = new Index(groups, ({ displayName }) => [displayName.toLowerCase()]);

export const groupsByMember = new Index(groups, ({ members }) => members);

/** Who makes a call, with everything that decides what they may do. */
export interface Principal {
  id: string;
  kind: "user" | "service principal";
  /** What grants, owners and messages call them: the user name or the application id. */
  name: string;
  displayName: string;
  /** Every name that stands for this principal in a grant: their own, their groups', groups of groups', `account users`. */
  names: ReadonlySet<string>;
  /** Ids of the principal and of every group it is in, directly or through groups. */
  ids: ReadonlySet<string>;
  accountAdmin: boolean;
}

/** Everybody in the account belongs to this group, which is never listed. */
const ACCOUNT_USERS = "account users";

/** The account's identities: users, service principals, groups, and who is in what. */
export class Directory {
  constructor(private readonly store: Store) {}

  /** The principal with this id, with all of its groups resolved; absent or inactive principals are `undefined`. */
  principal(id: string): Principal | undefined {
    const user = this.store.get(users, id);
    const identity = user ?? this.store.get(servicePrincipals, id);
    if (!identity?.active) return undefined;
    const memberships = this.groupsOf(id);
    const name = user ? user.userName : (identity as ServicePrincipal).applicationId;
    const roles = [...identity.roles, ...memberships.flatMap((group) => group.roles)];
    return {
      id,
      kind: user ? "user" : "service principal",
      name,
      displayName: identity.displayName ?? name,
      names: new Set([name, ACCOUNT_USERS, ...memberships.map((group) => group.displayName)]),
      ids: new Set([id, ...memberships.map((group) => group.id)]),
      accountAdmin: roles.includes("account_admin"),
    };
  }

  /** Every active user and service principal's id. */
  identityIds(): string[] {
    return [...this.store.list(users), ...this.store.list(servicePrincipals)]
      .filter(({ value }) => value.active)
      .map(({ key }) => key);
  }

  /** The groups that `id` is in, directly or through other groups. */
  groupsOf(id: string): Group[] {
    const found = new Map<string, Group>();
    const waiting = [id];
    for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) {
      for (const { value: group } of this.store.walk(groupsByMember.of(member))) {
        if (found.has(group.id)) continue;
        found.set(group.id, group);
        waiting.push(group.id);
      }
    }
    return [...found.values()];
  }

  /**
   * What grants and owners call the user, service principal or group with this name: users' names are taken in any case.
   * @throws ApiError 404 for a name that nobody has, in the words Unity Catalog uses.
   */
  nameOf(given: string): string {
    const name = this.knownName(given);
    if (name === undefined) throw notFound(`Could not find principal with name ${given}`);
    return name;
  }

  /** As `nameOf`; undefined for a name that nobody has. */
  knownName(given: string): string | undefined {
    if (given === ACCOUNT_USERS) return given;
    const id = this.named(given);
    return id === undefined ? undefined : (this.store.get(users, id)?.userName ?? given);
  }

  /** The id of the user, group or service principal (by application id) with this name. */
  idOf(name: string): string {
    const id = this.named(name);
    if (id === undefined) throw notFound(`Could not find principal with name ${name}`);
    return id;
  }

  private named(name: string): string | undefined {
    const lowerCase = name.toLowerCase();
    const found =
      this.store.find(usersByName.of(lowerCase)) ??
      this.store.find(groupsByName.of(lowerCase), (group) => group.displayName === name) ??
      this.store.find(servicePrincipalsByApplication.of(lowerCase), (identity) => identity.applicationId === name);
    return found?.key;
  }

  /** Refuses members that do not exist and groups that would contain themselves. */
  requireMembers(groupId: string, members: string[]): void {
    const around = new Set([groupId, ...this.groupsOf(groupId).map((group) => group.id)]);
    for (const member of members) {
      const known = [users, servicePrincipals, groups].some((collection) => this.store.has(collection, member));
      if (!known) throw notFound(`Principal with id ${member} does not exist`);
      if (around.has(member)) {
        throw invalidParameter(`Group ${groupId} can not be a member of itself, directly or through other groups`);
      }
    }
  }
}

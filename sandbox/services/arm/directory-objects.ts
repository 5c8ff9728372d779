import { createHash } from "node:crypto";
import { isJsonObject } from "../../catalogue/json";
import {
  type Account,
  type Call,
  Collection,
  groups,
  type Principal,
  type Store,
  servicePrincipals,
  users,
} from "../../control-plane";
import { ArmResources } from "./resources";

/** An application of the tenant that is no identity of the Databricks account, for example Databricks' own. */
export interface Application {
  objectId: string;
  displayName: string;
}

export const applications = new Collection<Application>("arm.application");

type Tenant = Pick<Account, "tenantId">;

/**
 * The object id that the tenant's directory gives a user, group or application. It follows from the name, so that it
 * stays the same whenever the sandbox is made anew.
 *
 * @param name a user name, a group's display name, or an application (client) id.
 */
export function objectIdOf({ tenantId }: Tenant, name: string): string {
  const hash = createHash("sha256").update(`${tenantId}/${name.toLowerCase()}`).digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** The object ids by which role assignments may name the caller: their own and their groups'. */
export function objectIdsOf(principal: Principal, call: Pick<Call, "account" | "directory" | "store">): Set<string> {
  const own = externalIdOf(call.store, principal.id) ?? objectIdOf(call.account, principal.name);
  const groupIds = call.directory
    .groupsOf(principal.id)
    .map((group) => group.externalId ?? objectIdOf(call.account, group.displayName));
  return new Set([own, ...groupIds].map((id) => id.toLowerCase()));
}

/** What a role can be assigned to: an application and a managed identity are service principals. */
export type PrincipalType = "User" | "Group" | "ServicePrincipal";

/** What the object of this id in the tenant's directory is; undefined when there is none. */
export function principalTypeOf(
  objectId: string,
  { store, account }: Pick<Call, "account" | "store">,
): PrincipalType | undefined {
  const wanted = objectId.toLowerCase();
  const is = (externalId: string | undefined, name: string): boolean =>
    (externalId ?? objectIdOf(account, name)).toLowerCase() === wanted;
  // Most assignments are managed identities': the hash of every person's name is not worth taking for them.
  if (store.has(applications, wanted) || isManagedIdentity(wanted, store, account)) return "ServicePrincipal";
  if (store.find(users, (user) => is(user.externalId, user.userName))) return "User";
  if (store.find(groups, (group) => is(group.externalId, group.displayName))) return "Group";
  const application = store.find(servicePrincipals, (identity) => is(identity.externalId, identity.applicationId));
  return application && "ServicePrincipal";
}

function isManagedIdentity(objectId: string, store: Store, account: Account): boolean {
  const all = new ArmResources(store, account);
  return (
    all
      .ofType("Microsoft.ManagedIdentity/userAssignedIdentities")
      .some(({ body }) => principalIn(body.properties) === objectId) ||
    ["Microsoft.Databricks/accessConnectors", "Microsoft.Logic/workflows", "Microsoft.Storage/storageAccounts"].some(
      (type) => all.ofType(type).some(({ body }) => principalIn(body.identity) === objectId),
    ) ||
    // What encrypts a workspace lies in its managed resource group; the workspace is what answers the identities.
    all
      .ofType("Microsoft.Databricks/workspaces")
      .map(({ body: { properties } }) => (isJsonObject(properties) ? properties : {}))
      .some(({ managedDiskIdentity, storageAccountIdentity }) =>
        [managedDiskIdentity, storageAccountIdentity].some((identity) => principalIn(identity) === objectId),
      )
  );
}

function principalIn(identity: unknown): string | undefined {
  const principalId = (identity as { principalId?: unknown } | null | undefined)?.principalId;
  return typeof principalId === "string" ? principalId.toLowerCase() : undefined;
}

function externalIdOf(store: Store, id: string): string | undefined {
  return store.get(users, id)?.externalId ?? store.get(servicePrincipals, id)?.externalId;
}

import { isJsonObject, type JsonObject } from "../../catalogue/json";
import { ApiError, type Behaviour, type Call, Collection, Reply, type Service } from "../../control-plane";
import { requireAccess } from "./access-control";
import { type ArmResource, ArmResources, propertiesOf } from "./resources";

/** A vault that was deleted and not yet purged, with the keys that were in it. */
export interface DeletedVault {
  vault: ArmResource;
  keys: ArmResource[];
  /** Milliseconds since 1970. */
  deletedAt: number;
}

const deletedVaults = new Collection<DeletedVault>("arm.deleted-vault");

const DAY = 24 * 60 * 60 * 1000;
const DEFAULT_RETENTION_DAYS = 90;

type Where = Pick<Call, "store">;

/** Keeps a vault that is being deleted, for as long as it says. */
export function rememberDeletedVault(vault: ArmResource, keys: ArmResource[], { store }: Where): void {
  store.put(deletedVaults, vault.name.toLowerCase(), { vault, keys, deletedAt: store.now() });
}

/** The deleted vault of this name; undefined when there is none, or its time is over. */
export function deletedVault(name: string, { store }: Where): DeletedVault | undefined {
  const found = store.get(deletedVaults, name.toLowerCase());
  return found && store.now() < purgeAt(found) ? found : undefined;
}

export function forgetDeletedVault(name: string, { store }: Where): void {
  store.delete(deletedVaults, name.toLowerCase());
}

function purgeAt({ vault, deletedAt }: DeletedVault): number {
  const days = propertiesOf(vault).softDeleteRetentionInDays;
  return deletedAt + (typeof days === "number" ? days : DEFAULT_RETENTION_DAYS) * DAY;
}

const list: Behaviour<{ subscriptionId: string }> = ({ subscriptionId }, call) => {
  authorise(call, subscriptionId, "read");
  const all = call.store.list(deletedVaults).map(({ value }) => value);
  return {
    value: all.filter((each) => deletedVault(each.vault.name, call)).map((each) => answer(each, subscriptionId)),
  };
};

const get: Behaviour<{ subscriptionId: string; vaultName: string }> = ({ subscriptionId, vaultName }, call) => {
  authorise(call, subscriptionId, "read");
  return answer(required(vaultName, call), subscriptionId);
};

const purge: Behaviour<{ subscriptionId: string; vaultName: string }> = ({ subscriptionId, vaultName }, call) => {
  authorise(call, subscriptionId, "purge/action");
  const { vault } = required(vaultName, call);
  if (propertiesOf(vault).enablePurgeProtection === true) {
    throw new ApiError(
      403,
      "DeletedVaultPurge",
      `Operation 'DeletedVaultPurge' is not allowed: purge protection is enabled on the vault '${vaultName}'.`,
    );
  }
  forgetDeletedVault(vaultName, call);
  return new Reply(200, undefined);
};

/** What can be done with deleted vaults: list, read, purge. To recover one is to create it with that mode. */
export const deletedVaultsService: Service = {
  "armkeyvault.Vaults.ListDeleted": list,
  "armkeyvault.Vaults.GetDeleted": get,
  "armkeyvault.Vaults.PurgeDeleted": purge,
};

function authorise(call: Call, subscriptionId: string, verb: string): void {
  const resources = new ArmResources(call.store, call.account);
  requireAccess(
    call,
    resources,
    `/subscriptions/${subscriptionId}`,
    `Microsoft.KeyVault/locations/deletedVaults/${verb}`,
  );
}

function required(name: string, call: Call): DeletedVault {
  const found = deletedVault(name, call);
  if (!found) throw new ApiError(404, "DeletedVaultNotFound", `The specified deleted vault '${name}' does not exist.`);
  return found;
}

function answer(deleted: DeletedVault, subscriptionId: string): JsonObject {
  const { vault, deletedAt } = deleted;
  const location = String(vault.body.location);
  return {
    id: `/subscriptions/${subscriptionId}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${vault.name}`,
    name: vault.name,
    type: "Microsoft.KeyVault/deletedVaults",
    properties: {
      vaultId: vault.id,
      location,
      tags: isJsonObject(vault.body.tags) ? vault.body.tags : {},
      deletionDate: new Date(deletedAt).toISOString(),
      scheduledPurgeDate: new Date(purgeAt(deleted)).toISOString(),
      purgeProtectionEnabled: propertiesOf(vault).enablePurgeProtection === true,
    },
  };
}

import { isJsonObject, type JsonObject } from "../../../catalogue/json";
import { ApiError } from "../../../control-plane";
import { badRequest } from "../arm-request";
import { type DeletedVault, deletedVault, forgetDeletedVault, rememberDeletedVault } from "../deleted-vaults";
import { requireUnreservedName } from "../reserved-names";
import type { Draft, ResourceKind } from "../resource-kind";
import { propertiesOf } from "../resources";

const VAULT = "Microsoft.KeyVault/vaults";
const KEY = `${VAULT}/keys`;
const LONGEST_RETENTION = 90;
const SHORTEST_RETENTION = 7;

export const keyVault: ResourceKind = {
  type: VAULT,
  client: "armkeyvault.Vaults",
  prepare(draft) {
    const { id, properties, existing, call } = draft;
    if (!/^[A-Za-z](?!.*--)[A-Za-z0-9-]{1,22}[A-Za-z0-9]$/.test(id.name)) {
      throw badRequest(
        "VaultNameNotValid",
        `The vault name '${id.name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name ` +
          "must begin with a letter, end with a letter or digit, and not contain consecutive hyphens.",
      );
    }
    requireUnreservedName(id.name);
    const recovered = existing ? undefined : takeName(draft);
    const before = propertiesOf(existing ?? recovered?.vault);
    delete properties.createMode;
    properties.vaultUri = `https://${id.name}.vault.azure.net/`;
    properties.accessPolicies ??= [];
    properties.enableSoftDelete ??= true;
    properties.softDeleteRetentionInDays ??= before.softDeleteRetentionInDays ?? LONGEST_RETENTION;
    properties.enableRbacAuthorization ??= false;
    properties.publicNetworkAccess ??= "Enabled";
    requireProtection(draft, before);
    requireRetention(properties, before);
    if (properties.tenantId !== call.account.tenantId) {
      throw badRequest("BadRequest", `The tenant ID '${String(properties.tenantId)}' is invalid.`);
    }
    const days = properties.softDeleteRetentionInDays;
    if (typeof days !== "number" || days < SHORTEST_RETENTION || days > LONGEST_RETENTION) {
      throw badRequest(
        "BadRequest",
        `The property "softDeleteRetentionInDays" must be between ${SHORTEST_RETENTION} and ${LONGEST_RETENTION}, and is ${String(days)}.`,
      );
    }
  },
  deleted(resource, inside, call) {
    rememberDeletedVault(
      resource,
      inside.filter(({ type }) => type === KEY),
      call,
    );
  },
};

export const key: ResourceKind = {
  type: KEY,
  client: "armkeyvault.Keys",
  prepare({ id, body, properties, existing, resources, call }) {
    if (existing) {
      // ARM makes a key if there is none, and changes nothing of one that is there.
      Object.assign(body, { tags: existing.body.tags });
      Object.assign(properties, propertiesOf(existing));
      return;
    }
    if (!/^[A-Za-z0-9-]{1,127}$/.test(id.name)) {
      throw badRequest("BadRequest", `The key name '${id.name}' is invalid: 1 to 127 letters, digits and hyphens.`);
    }
    const vault = resources.require(id.parent ?? "");
    const seconds = Math.floor(call.store.now() / 1000);
    const uri = `${String(propertiesOf(vault).vaultUri)}keys/${id.name}`;
    const attributes = isJsonObject(properties.attributes) ? properties.attributes : {};
    properties.kty ??= "RSA";
    if (String(properties.kty).startsWith("RSA")) properties.keySize ??= 2048;
    else properties.curveName ??= "P-256";
    properties.keyOps ??= ["wrapKey", "decrypt", "encrypt", "unwrapKey", "sign", "verify"];
    properties.attributes = { enabled: true, exportable: false, ...attributes, created: seconds, updated: seconds };
    properties.keyUri = uri;
    properties.keyUriWithVersion = `${uri}/${call.store.uuid().replaceAll("-", "")}`;
    body.location = vault.body.location;
  },
};

/**
 * A vault's name is part of an address that the whole world shares, and a deleted vault keeps it until it is purged.
 * @returns the deleted vault that is to be recovered, if so asked for.
 */
function takeName({ id, properties, resources, call }: Draft): DeletedVault | undefined {
  const taken = resources.ofType(VAULT).some(({ name }) => name.toLowerCase() === id.name.toLowerCase());
  if (taken) {
    throw new ApiError(
      409,
      "VaultAlreadyExists",
      `The vault name '${id.name}' is already in use. Vault names are globally unique so it is possible that the name is already taken.`,
    );
  }
  const deleted = deletedVault(id.name, call);
  const recovers = properties.createMode === "recover";
  if (deleted && !recovers) {
    throw new ApiError(
      409,
      "ConflictError",
      `A vault with the same name '${id.name}' already exists in deleted state. You need to either recover or purge it.`,
    );
  }
  if (recovers && !deleted) {
    throw new ApiError(404, "VaultNotFound", `There is no deleted vault '${id.name}' to recover.`);
  }
  if (deleted) {
    for (const each of deleted.keys) resources.put(each);
    forgetDeletedVault(id.name, call);
  }
  return deleted;
}

function requireProtection({ properties }: Draft, before: JsonObject): void {
  if (before.enablePurgeProtection === true) properties.enablePurgeProtection ??= true;
  const lowered = before.enablePurgeProtection === true && properties.enablePurgeProtection !== true;
  if (lowered || properties.enablePurgeProtection === false) {
    throw badRequest(
      "BadRequest",
      `The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.`,
    );
  }
  if (before.enableSoftDelete === true && properties.enableSoftDelete === false) {
    throw badRequest("BadRequest", `The property "enableSoftDelete" can be set to false only for creating new vault.`);
  }
}

/** How long the vault's bin keeps things is said once, when the vault is made. */
function requireRetention({ softDeleteRetentionInDays: days }: JsonObject, before: JsonObject): void {
  if (before.softDeleteRetentionInDays === undefined || days === before.softDeleteRetentionInDays) return;
  throw badRequest(
    "BadRequest",
    `The property "softDeleteRetentionInDays" has been set already and it can't be modified.`,
  );
}

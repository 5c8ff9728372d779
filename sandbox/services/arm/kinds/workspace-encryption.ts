import { isJsonObject, type Json, type JsonObject } from "../../../catalogue/json";
import { badRequest } from "../arm-request";
import { objectIdOf } from "../directory-objects";
import type { Draft } from "../resource-kind";
import { propertiesOf } from "../resources";

/** Whose key encrypts what: notebooks and queries, and the disks of clusters. */
const ENTITIES = ["managedServices", "managedDisk"] as const;

/**
 * Refuses keys that Azure Databricks can not use, and makes the identities that use the others: that of the disk
 * encryption set, and that of the workspace's own storage account. Both lie in the managed resource group, and go with
 * the workspace.
 */
export function completeEncryption(draft: Draft): void {
  const { id, body, properties } = draft;
  const encryption = isJsonObject(properties.encryption) ? properties.encryption : {};
  const entities = isJsonObject(encryption.entities) ? encryption.entities : {};
  const prepared = parameterValue(properties, "prepareEncryption") === true;
  const used = ENTITIES.map((name) => entities[name]).filter(isJsonObject);
  if ((used.length > 0 || prepared) && !isPremium(body)) {
    throw badRequest(
      "InvalidEncryptionConfiguration",
      `The workspace '${id.name}' can not be encrypted with customer-managed keys: its pricing tier must be 'premium'.`,
    );
  }
  for (const entity of used) requireUsableVault(entity, draft);
  requireDisksKept(draft, entities);

  const { managedDisk } = entities;
  const diskEncryptionSetId = isJsonObject(managedDisk) ? diskEncryptionSet(properties) : undefined;
  setOrRemove(properties, "diskEncryptionSetId", diskEncryptionSetId);
  setOrRemove(properties, "managedDiskIdentity", diskEncryptionSetId && identityOf(diskEncryptionSetId, draft));
  setOrRemove(
    properties,
    "storageAccountIdentity",
    prepared ? identityOf(storageAccount(properties), draft) : undefined,
  );
}

/** Disks that are encrypted with a key of one's own stay so: another key may come, none may not. */
function requireDisksKept({ existing }: Draft, { managedDisk }: JsonObject): void {
  if (isJsonObject(managedDisk) || propertiesOf(existing).diskEncryptionSetId === undefined) return;
  throw badRequest(
    "DiskEncryptionPropertiesRequired",
    "Existing Disk Encryption Properties must be specified in the PUT request",
  );
}

const isPremium = ({ sku }: JsonObject): boolean => isJsonObject(sku) && String(sku.name).toLowerCase() === "premium";

function parameterValue({ parameters }: JsonObject, name: string): Json | undefined {
  const parameter = isJsonObject(parameters) ? parameters[name] : undefined;
  return isJsonObject(parameter) ? parameter.value : undefined;
}

/** Disk encryption sets take keys of their own region only, and only where a purge can not make the data unreadable. */
function requireUsableVault({ keyVaultProperties }: JsonObject, { id, body, resources }: Draft): void {
  const uri = String(isJsonObject(keyVaultProperties) ? keyVaultProperties.keyVaultUri : undefined);
  const vault = resources
    .ofType("Microsoft.KeyVault/vaults")
    .find(({ body: { properties } }) => isJsonObject(properties) && bare(String(properties.vaultUri)) === bare(uri));
  const refused = (why: string) =>
    badRequest("InvalidEncryptionConfiguration", `The key vault '${uri}' of the workspace '${id.name}' ${why}.`);
  if (!vault) throw refused("does not exist");
  const { location, properties } = vault.body;
  if (location !== body.location) throw refused(`must be in the workspace's region, '${String(body.location)}'`);
  if (!isJsonObject(properties) || properties.enablePurgeProtection !== true) {
    throw refused("must have purge protection enabled");
  }
}

const bare = (uri: string): string => uri.toLowerCase().replace(/\/$/, "");

const diskEncryptionSet = ({ managedResourceGroupId, workspaceId }: JsonObject): string =>
  `${String(managedResourceGroupId)}/providers/Microsoft.Compute/diskEncryptionSets/des-${String(workspaceId)}`;

const storageAccount = ({ managedResourceGroupId, workspaceId }: JsonObject): string =>
  `${String(managedResourceGroupId)}/providers/Microsoft.Storage/storageAccounts/dbstorage${String(workspaceId)}`;

const identityOf = (resourceId: string, { call: { account } }: Draft): JsonObject => ({
  principalId: objectIdOf(account, resourceId),
  tenantId: account.tenantId,
  type: "SystemAssigned",
});

/** What a caller sends of these, ARM ignores. */
function setOrRemove(properties: JsonObject, name: string, value: Json | undefined): void {
  if (value === undefined) delete properties[name];
  else properties[name] = value;
}

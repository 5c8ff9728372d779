import { isJsonObject, type Json, type JsonObject } from "../../../catalogue/json";
import { ApiError } from "../../../control-plane";
import { sameId } from "../arm-id";
import { badRequest } from "../arm-request";
import { managedIdentity } from "../managed-identity";
import { requireUnreservedName } from "../reserved-names";
import type { Draft, ResourceKind } from "../resource-kind";

const STORAGE_ACCOUNT = "Microsoft.Storage/storageAccounts";

export const storageAccount: ResourceKind = {
  type: STORAGE_ACCOUNT,
  client: "armstorage.Accounts",
  prepare(draft) {
    const { id, body, properties, existing, call } = draft;
    requireUnreservedName(id.name);
    requireFreeName(draft);
    requireUnchanged(draft, ["isHnsEnabled", "isNfsV3Enabled"]);
    const sku = isJsonObject(body.sku) ? body.sku : {};
    requireSameZones(draft, sku);
    body.sku = { ...sku, tier: String(sku.name).startsWith("Premium") ? "Premium" : "Standard" };
    properties.supportsHttpsTrafficOnly ??= true;
    properties.minimumTlsVersion ??= "TLS1_2";
    properties.allowBlobPublicAccess ??= false;
    properties.accessTier ??= "Hot";
    properties.networkAcls ??= {
      bypass: "AzureServices",
      defaultAction: "Allow",
      virtualNetworkRules: [],
      ipRules: [],
    };
    const before = isJsonObject(existing?.body.properties) ? existing.body.properties : undefined;
    properties.creationTime = before?.creationTime ?? new Date(call.store.now()).toISOString();
    properties.primaryLocation = body.location;
    properties.statusOfPrimary = "available";
    properties.primaryEndpoints = endpoints(id.name);
    body.identity = managedIdentity(draft);
  },
  /** Every account has a blob service, whether or not anybody configures it. */
  written(resource, { resources, call }) {
    const id = `${resource.id}/blobServices/default`;
    if (resources.get(id)) return;
    const properties = { cors: { corsRules: [] }, deleteRetentionPolicy: { enabled: false } };
    const type = `${STORAGE_ACCOUNT}/blobServices`;
    const body: JsonObject = { id, name: "default", type, sku: resource.body.sku, properties };
    resources.put({ id, type, name: "default", body, readyAt: call.store.now(), hidden: {} });
  },
};

export const blobServices: ResourceKind = {
  type: `${STORAGE_ACCOUNT}/blobServices`,
  client: "armstorage.BlobServices",
  prepare({ properties }) {
    for (const name of ["deleteRetentionPolicy", "containerDeleteRetentionPolicy"]) {
      const policy = properties[name];
      if (!isJsonObject(policy) || policy.enabled !== true) continue;
      const { days } = policy;
      if (typeof days === "number" && days >= 1 && days <= 365) continue;
      throw badRequest("InvalidXmlNodeValue", `${name}.days must be between 1 and 365, and is ${String(days)}.`);
    }
  },
};

export const blobContainer: ResourceKind = {
  type: `${STORAGE_ACCOUNT}/blobServices/containers`,
  client: "armstorage.BlobContainers",
  prepare({ id, properties, call }) {
    if (!/^(\$root|\$web|(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9])$/.test(id.name)) {
      throw badRequest(
        "ContainerNameInvalid",
        `The container name '${id.name}' is invalid: 3 to 63 lower-case letters, digits and single hyphens.`,
      );
    }
    properties.publicAccess ??= "None";
    properties.leaseState = "Available";
    properties.leaseStatus = "Unlocked";
    properties.hasImmutabilityPolicy = false;
    properties.hasLegalHold = false;
    properties.lastModifiedTime = new Date(call.store.now()).toISOString();
  },
};

export const managementPolicy: ResourceKind = {
  type: `${STORAGE_ACCOUNT}/managementPolicies`,
  client: "armstorage.ManagementPolicies",
  prepare({ id, properties, call }) {
    if (id.name !== "default") {
      throw badRequest(
        "InvalidManagementPolicyName",
        `The management policy must be named 'default', not '${id.name}'.`,
      );
    }
    properties.lastModifiedTime = new Date(call.store.now()).toISOString();
  },
};

/** Names of accounts are part of an address that the whole world shares. */
function requireFreeName({ id, resources, existing }: Draft): void {
  if (!/^[a-z0-9]{3,24}$/.test(id.name)) {
    throw badRequest(
      "AccountNameInvalid",
      `${id.name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in ` +
        "length and use numbers and lower-case letters only.",
    );
  }
  const taken = resources.ofType(STORAGE_ACCOUNT).some((other) => other.name === id.name && !sameId(other.id, id.text));
  if (!existing && taken) {
    throw new ApiError(409, "StorageAccountAlreadyTaken", `The storage account named ${id.name} is already taken.`);
  }
}

function requireUnchanged({ existing, properties, id }: Draft, names: string[]): void {
  const before = isJsonObject(existing?.body.properties) ? existing.body.properties : undefined;
  if (!before) return;
  const changed = names.find((name) => (properties[name] ?? false) !== (before[name] ?? false));
  if (changed !== undefined) {
    throw new ApiError(
      409,
      "AccountPropertyIsReadOnly",
      `The property '${changed}' is read only for storage account ${id.name}.`,
    );
  }
}

/** Copies in another region come and go by an update; copies in other zones only by a conversion, which takes days. */
function requireSameZones({ existing, id }: Draft, { name }: JsonObject): void {
  const before = isJsonObject(existing?.body.sku) ? existing.body.sku.name : undefined;
  if (before === undefined || inZones(before) === inZones(name)) return;
  throw badRequest(
    "StorageAccountTypeConversionNotAllowed",
    `The storage account ${id.name} does not support SKU conversion from ${String(before)} to ${String(name)}.`,
  );
}

const inZones = (sku: Json | undefined): boolean => String(sku).endsWith("ZRS");

function endpoints(account: string): JsonObject {
  const services = ["blob", "dfs", "file", "queue", "table", "web"];
  return Object.fromEntries(services.map((service) => [service, `https://${account}.${service}.core.windows.net/`]));
}

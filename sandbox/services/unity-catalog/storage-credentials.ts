import { ApiError, type Behaviour, type Entry, invalidParameter, type Service, type Store } from "../../control-plane";
import { Access } from "./access";
import type { ExternalLocationInfo } from "./external-locations";
import { type ListRequest, visiblePage } from "./listing";
import { remove } from "./remove";
import { rename } from "./rename";
import {
  changed,
  checkedName,
  existsAlready,
  newSecurable,
  type Securable,
  type SecurableRef,
  securables,
} from "./securables";

export interface AzureManagedIdentity {
  access_connector_id: string;
  managed_identity_id?: string;
  credential_id?: string;
}

export interface StorageCredentialInfo extends Securable {
  id: string;
  comment?: string;
  read_only: boolean;
  isolation_mode: "ISOLATION_MODE_OPEN" | "ISOLATION_MODE_ISOLATED";
  used_for_managed_storage: boolean;
  azure_managed_identity: AzureManagedIdentity;
}

type Settable = Partial<
  Pick<StorageCredentialInfo, "comment" | "read_only" | "azure_managed_identity" | "isolation_mode">
>;

const ref = (name: string): SecurableRef => ({ type: "storage_credential", name: name.toLowerCase() });

const CONNECTOR =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Databricks\/accessConnectors\/[^/]+$/i;

function requireIdentity(identity: AzureManagedIdentity | undefined): AzureManagedIdentity {
  if (!identity) {
    throw invalidParameter(
      "On Azure a storage credential takes azure_managed_identity; the sandbox has no other kind.",
    );
  }
  if (!CONNECTOR.test(identity.access_connector_id)) {
    throw invalidParameter(
      `${identity.access_connector_id} is not the resource id of an access connector for Azure Databricks.`,
    );
  }
  return identity;
}

const create: Behaviour<Settable & { name: string; skip_validation?: boolean }> = (request, call) => {
  const access = Access.of(call);
  access.require("CREATE_STORAGE_CREDENTIAL", access.metastore);
  const { skip_validation: _, azure_managed_identity: identity, ...settings } = request;
  const credential = ref(checkedName(request.name, "storage_credential"));
  if (call.store.has(securables.storage_credential, credential.name)) throw existsAlready(credential);
  const id = call.store.uuid();
  const info: StorageCredentialInfo = {
    ...newSecurable(call, request.name, access.metastoreId),
    id,
    read_only: false,
    isolation_mode: "ISOLATION_MODE_OPEN",
    used_for_managed_storage: false,
    ...settings,
    full_name: request.name,
    azure_managed_identity: { ...requireIdentity(identity), credential_id: id },
  };
  return call.store.put(securables.storage_credential, credential.name, info);
};

const get: Behaviour<{ name: string }> = ({ name }, call) => Access.of(call).visible(ref(name), "READ_FILES");

const list: Behaviour<ListRequest> = (request, call) => {
  const listed = { type: "storage_credential", privilege: "READ_FILES" } as const;
  const { items, nextToken } = visiblePage(call, Access.of(call), listed, request);
  return { storage_credentials: items, next_page_token: nextToken };
};

const update: Behaviour<
  Settable & { name: string; new_name?: string; owner?: string; force?: boolean; skip_validation?: boolean }
> = ({ name, new_name: newName, force: _force, skip_validation: _skip, ...settings }, call) => {
  const access = Access.of(call);
  access.requireManageFromAnywhere(ref(name));
  if (settings.owner) call.directory.requireName(settings.owner);
  const before = call.store.get(securables.storage_credential, ref(name).name) as StorageCredentialInfo;
  const identity = settings.azure_managed_identity
    ? { ...requireIdentity(settings.azure_managed_identity), credential_id: before.id }
    : before.azure_managed_identity;
  const target = ref(newName ? checkedName(newName, "storage_credential") : name);
  const renamed = newName ? { name: newName, full_name: newName } : {};
  const after = { ...before, ...settings, ...renamed, azure_managed_identity: identity, ...changed(call) };
  for (const { key, value } of locationsOn(call.store, ref(name).name)) {
    call.store.put(securables.external_location, key, { ...value, credential_name: after.name });
  }
  return rename(call.store, after, ref(name), target);
};

/** The external locations that read and write with a credential. */
function locationsOn(store: Store, credential: string): Entry<ExternalLocationInfo>[] {
  const locations = store.list(securables.external_location) as Entry<ExternalLocationInfo>[];
  return locations.filter(({ value }) => value.credential_name.toLowerCase() === credential);
}

const deletion: Behaviour<{ name: string; force?: boolean }> = ({ name, force }, call) => {
  const access = Access.of(call);
  access.existing(ref(name));
  access.requireManage(ref(name));
  const users = locationsOn(call.store, ref(name).name);
  if (users.length > 0 && !force) {
    const names = users.map(({ value }) => value.name).join(", ");
    throw new ApiError(
      400,
      "INVALID_STATE",
      `Storage credential '${name}' is used by external locations: ${names}. Delete them first, or pass force=true.`,
    );
  }
  remove(call.store, ref(name));
  return undefined;
};

export const storageCredentialsService: Service = {
  "catalog.StorageCredentials.Create": create,
  "catalog.StorageCredentials.Get": get,
  "catalog.StorageCredentials.List": list,
  "catalog.StorageCredentials.Update": update,
  "catalog.StorageCredentials.Delete": deletion,
};

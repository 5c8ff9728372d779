import { Access } from "../../authority/unity-catalog/access";
import type { ExternalLocationInfo, StorageCredentialInfo } from "../../authority/unity-catalog/infos";
import { credentialRef, newSecurable, securables } from "../../authority/unity-catalog/securables";
import { ApiError, type Behaviour, type Call, type Entry, type Service, type Store } from "../../control-plane";
import { requireConnector } from "./access-connectors";
import { change, type SecurableChange } from "./change";
import { requireFreeName } from "./credential-names";
import { type ListRequest, visiblePage } from "./listing";
import { remove } from "./remove";

type Settable = Partial<
  Pick<StorageCredentialInfo, "comment" | "read_only" | "azure_managed_identity" | "isolation_mode">
>;

type NewStorageCredential = Settable & { name: string; skip_validation?: boolean };

export function createStorageCredential(call: Call, request: NewStorageCredential): StorageCredentialInfo {
  const access = Access.of(call);
  access.require("CREATE_STORAGE_CREDENTIAL", access.metastore);
  const { skip_validation: _, azure_managed_identity: identity, ...settings } = request;
  requireFreeName(call.store, request.name);
  const id = call.store.uuid();
  const info: StorageCredentialInfo = {
    ...newSecurable(call, request.name, access.metastoreId),
    id,
    read_only: false,
    isolation_mode: "ISOLATION_MODE_OPEN",
    used_for_managed_storage: false,
    ...settings,
    full_name: request.name,
    azure_managed_identity: { ...requireConnector(call, identity), credential_id: id },
  };
  return call.store.put(securables.storage_credential, credentialRef(request.name).name, info);
}

const create: Behaviour<NewStorageCredential> = (request, call) => createStorageCredential(call, request);

const get: Behaviour<{ name: string }> = ({ name }, call) => Access.of(call).visible(credentialRef(name), "READ_FILES");

const list: Behaviour<ListRequest> = (request, call) => {
  const listed = { type: "storage_credential", privilege: "READ_FILES" } as const;
  const { items, nextToken } = visiblePage(call, Access.of(call), listed, request);
  return { storage_credentials: items, next_page_token: nextToken };
};

export type StorageCredentialChange = SecurableChange & Settable & { name: string };

export function updateStorageCredential(
  call: Call,
  { name, ...request }: StorageCredentialChange,
): StorageCredentialInfo {
  const { new_name: newName } = request;
  if (newName && credentialRef(newName).name !== credentialRef(name).name) requireFreeName(call.store, newName);
  const after = change(call, credentialRef(name), request, ({ id, azure_managed_identity: before }) => {
    const { azure_managed_identity: identity } = request;
    return identity
      ? { azure_managed_identity: { ...requireConnector(call, identity, before), credential_id: id } }
      : {};
  });
  for (const { key, value } of locationsOn(call.store, credentialRef(name).name)) {
    call.store.put(securables.external_location, key, { ...value, credential_name: after.name });
  }
  return after;
}

const update: Behaviour<StorageCredentialChange & { force?: boolean; skip_validation?: boolean }> = (
  { force: _force, skip_validation: _skip, ...request },
  call,
) => updateStorageCredential(call, request);

/** The external locations that read and write with a credential. */
function locationsOn(store: Store, credential: string): Entry<ExternalLocationInfo>[] {
  return store
    .list(securables.external_location)
    .filter(({ value }) => value.credential_name.toLowerCase() === credential);
}

/** @param force with external locations that use it. */
export function deleteStorageCredential(call: Call, name: string, force: boolean | undefined): void {
  Access.of(call).managed(credentialRef(name));
  const users = locationsOn(call.store, credentialRef(name).name);
  if (users.length > 0 && !force) {
    const names = users.map(({ value }) => value.name).join(", ");
    throw new ApiError(
      400,
      "INVALID_STATE",
      `Storage credential '${name}' is used by external locations: ${names}. Delete them first, or pass force=true.`,
    );
  }
  remove(call.store, credentialRef(name));
}

const deletion: Behaviour<{ name: string; force?: boolean }> = ({ name, force }, call) => {
  deleteStorageCredential(call, name, force);
  return undefined;
};

export const storageCredentialsService: Service = {
  "catalog.StorageCredentials.Create": create,
  "catalog.StorageCredentials.Get": get,
  "catalog.StorageCredentials.List": list,
  "catalog.StorageCredentials.Update": update,
  "catalog.StorageCredentials.Delete": deletion,
};

import { Access } from "../../authority/unity-catalog/access";
import type { ServiceCredentialInfo, StorageCredentialInfo } from "../../authority/unity-catalog/infos";
import { newSecurable, securables, serviceCredentialRef } from "../../authority/unity-catalog/securables";
import { type Behaviour, type Call, invalidParameter, page, type Service } from "../../control-plane";
import { requireConnector } from "./access-connectors";
import { change, type SecurableChange } from "./change";
import { credentialNamed, requireFreeName } from "./credential-names";
import type { ListRequest } from "./listing";
import { remove } from "./remove";
import {
  createStorageCredential,
  deleteStorageCredential,
  type StorageCredentialChange,
  updateStorageCredential,
} from "./storage-credentials";

type Purpose = "SERVICE" | "STORAGE";
type Settable = Partial<Pick<ServiceCredentialInfo, "comment" | "azure_managed_identity" | "isolation_mode">>;

interface NewCredential extends Settable {
  name: string;
  purpose?: Purpose;
  read_only?: boolean;
  skip_validation?: boolean;
}

type Shown = ServiceCredentialInfo | (StorageCredentialInfo & { purpose: "STORAGE" });

const ofStorage = (info: StorageCredentialInfo): Shown => ({ ...info, purpose: "STORAGE" });

const create: Behaviour<NewCredential> = (request, call) => {
  const { purpose, read_only: readOnly, skip_validation: _, azure_managed_identity: identity, ...settings } = request;
  if (!purpose) throw invalidParameter("A credential needs a purpose: SERVICE or STORAGE.");
  if (purpose === "STORAGE") {
    const { purpose: _purpose, ...storage } = request;
    return ofStorage(createStorageCredential(call, storage));
  }
  if (readOnly !== undefined) {
    throw invalidParameter("read_only is of credentials whose purpose is STORAGE only.");
  }
  const access = Access.of(call);
  access.require("CREATE_SERVICE_CREDENTIAL", access.metastore);
  requireFreeName(call.store, request.name);
  const id = call.store.uuid();
  const info: ServiceCredentialInfo = {
    ...newSecurable(call, request.name, access.metastoreId),
    id,
    isolation_mode: "ISOLATION_MODE_OPEN",
    ...settings,
    purpose,
    full_name: request.name,
    azure_managed_identity: { ...requireConnector(call, identity), credential_id: id },
  };
  return call.store.put(securables.credential, serviceCredentialRef(request.name).name, info);
};

const get: Behaviour<{ name_arg: string }> = ({ name_arg: name }, call) => {
  const access = Access.of(call);
  const credential = credentialNamed(call.store, name);
  return credential.type === "credential"
    ? access.visible(credential, "ACCESS")
    : ofStorage(access.visible(credential, "READ_FILES"));
};

const list: Behaviour<ListRequest & { purpose?: Purpose; include_unbound?: boolean }> = (
  { purpose, include_unbound: unbound = false, page_token: token, max_results: size },
  call,
) => {
  const access = Access.of(call);
  const visible = visibleCredentials(call, access, unbound).filter((each) => !purpose || each.purpose === purpose);
  const entries = visible.map((value) => ({ key: value.name.toLowerCase(), value }));
  const { items, nextToken } = page(entries, { token, size });
  return { credentials: items, next_page_token: nextToken };
};

/** Of both purposes, by name. */
function visibleCredentials({ store }: Call, access: Access, unbound: boolean): Shown[] {
  const service = store.list(securables.credential).flatMap(({ key, value }) => {
    const ref = { type: "credential", name: key } as const;
    return unbound || access.find(ref) ? (access.shown(value, ref, "ACCESS") ?? []) : [];
  });
  const storage = store.list(securables.storage_credential).flatMap(({ key, value }) => {
    const ref = { type: "storage_credential", name: key } as const;
    const shown = unbound || access.find(ref) ? access.shown(value, ref, "READ_FILES") : undefined;
    return shown ? ofStorage(shown) : [];
  });
  return [...service, ...storage].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

const update: Behaviour<
  SecurableChange & Settable & { name_arg: string; read_only?: boolean; force?: boolean; skip_validation?: boolean }
> = ({ name_arg: name, force: _force, skip_validation: _skip, ...request }, call) => {
  const credential = credentialNamed(call.store, name);
  if (credential.type === "storage_credential") {
    const storageChange: StorageCredentialChange = { name, ...request };
    return ofStorage(updateStorageCredential(call, storageChange));
  }
  const { new_name: newName, read_only: _readOnly, ...changes } = request;
  if (newName && serviceCredentialRef(newName).name !== credential.name) requireFreeName(call.store, newName);
  return change(call, credential, { ...changes, new_name: newName }, ({ id, azure_managed_identity: before }) => {
    const { azure_managed_identity: identity } = changes;
    return identity
      ? { azure_managed_identity: { ...requireConnector(call, identity, before), credential_id: id } }
      : {};
  });
};

const deletion: Behaviour<{ name_arg: string; force?: boolean }> = ({ name_arg: name, force }, call) => {
  const credential = credentialNamed(call.store, name);
  if (credential.type === "storage_credential") {
    deleteStorageCredential(call, name, force);
    return undefined;
  }
  Access.of(call).managed(credential);
  remove(call.store, credential);
  return undefined;
};

/** Credentials as the newer API has them, which knows them by their purpose: for storage, and for other services. */
export const credentialsService: Service = {
  "catalog.Credentials.CreateCredential": create,
  "catalog.Credentials.GetCredential": get,
  "catalog.Credentials.ListCredentials": list,
  "catalog.Credentials.UpdateCredential": update,
  "catalog.Credentials.DeleteCredential": deletion,
};

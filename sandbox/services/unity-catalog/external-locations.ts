import { ApiError, type Behaviour, type Service, type Store } from "../../control-plane";
import { Access } from "./access";
import type { CatalogInfo } from "./catalogs";
import { type BrowseRequest, type ListRequest, visiblePage } from "./listing";
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
import type { StorageCredentialInfo } from "./storage-credentials";
import { checkedPath, isWithin } from "./storage-paths";

export interface ExternalLocationInfo extends Securable {
  url: string;
  credential_name: string;
  credential_id: string;
  comment?: string;
  read_only: boolean;
  fallback: boolean;
  enable_file_events: boolean;
  isolation_mode: "ISOLATION_MODE_OPEN" | "ISOLATION_MODE_ISOLATED";
}

interface Settings {
  url?: string;
  credential_name?: string;
  comment?: string;
  read_only?: boolean;
  fallback?: boolean;
  enable_file_events?: boolean;
  isolation_mode?: ExternalLocationInfo["isolation_mode"];
}

const ref = (name: string): SecurableRef => ({ type: "external_location", name: name.toLowerCase() });
const credentialRef = (name: string): SecurableRef => ({ type: "storage_credential", name: name.toLowerCase() });

function requireNoOverlap(store: Store, url: string, except?: string): void {
  const path = checkedPath(url);
  const other = store.find(securables.external_location, (info) => {
    const taken = checkedPath((info as ExternalLocationInfo).url);
    return info.name.toLowerCase() !== except && (isWithin(path, taken) || isWithin(taken, path));
  });
  if (other) {
    throw new ApiError(
      409,
      "LOCATION_OVERLAP",
      `Input path url '${url}' overlaps with other external locations: '${other.value.name}'.`,
    );
  }
}

const create: Behaviour<
  Settings & { name: string; url: string; credential_name: string; skip_validation?: boolean }
> = ({ skip_validation: _, ...settings }, call) => {
  const access = Access.of(call);
  const location = ref(checkedName(settings.name, "external_location"));
  const credential = access.existing<StorageCredentialInfo>(credentialRef(settings.credential_name));
  access.require("CREATE_EXTERNAL_LOCATION", access.metastore);
  access.require("CREATE_EXTERNAL_LOCATION", credentialRef(settings.credential_name));
  if (call.store.has(securables.external_location, location.name)) throw existsAlready(location);
  requireNoOverlap(call.store, settings.url);
  const info: ExternalLocationInfo = {
    ...newSecurable(call, settings.name, access.metastoreId),
    read_only: false,
    fallback: false,
    enable_file_events: false,
    isolation_mode: "ISOLATION_MODE_OPEN",
    ...settings,
    credential_id: credential.id,
  };
  return call.store.put(securables.external_location, location.name, info);
};

const get: Behaviour<BrowseRequest & { name: string }> = ({ name, include_browse: browse }, call) =>
  Access.of(call).visible(ref(name), "READ_FILES", browse);

const list: Behaviour<ListRequest> = (request, call) => {
  const listed = { type: "external_location", privilege: "READ_FILES" } as const;
  const { items, nextToken } = visiblePage(call, Access.of(call), listed, request);
  return { external_locations: items, next_page_token: nextToken };
};

const update: Behaviour<
  Settings & { name: string; new_name?: string; owner?: string; force?: boolean; skip_validation?: boolean }
> = ({ name, new_name: newName, force, skip_validation: _skip, ...settings }, call) => {
  const access = Access.of(call);
  access.requireManageFromAnywhere(ref(name));
  if (settings.owner) call.directory.requireName(settings.owner);
  const before = call.store.get(securables.external_location, ref(name).name) as ExternalLocationInfo;
  if (settings.url && settings.url !== before.url) {
    requireNoOverlap(call.store, settings.url, ref(name).name);
    if (!force) requireUnused(call.store, before, "change the url of");
  }
  const credential = settings.credential_name
    ? { credential_id: access.existing<StorageCredentialInfo>(credentialRef(settings.credential_name)).id }
    : {};
  const target = ref(newName ? checkedName(newName, "external_location") : name);
  const after = { ...before, ...settings, ...credential, name: newName ?? before.name, ...changed(call) };
  return rename(call.store, after, ref(name), target);
};

const deletion: Behaviour<{ name: string; force?: boolean }> = ({ name, force }, call) => {
  const access = Access.of(call);
  const info = access.existing<ExternalLocationInfo>(ref(name));
  access.requireManage(ref(name));
  if (!force) requireUnused(call.store, info, "delete");
  remove(call.store, ref(name));
  return undefined;
};

function requireUnused(store: Store, location: ExternalLocationInfo, action: string): void {
  const url = checkedPath(location.url);
  const user = store.find(securables.catalog, (info) => {
    const root = (info as CatalogInfo).storage_root;
    return root !== undefined && isWithin(root, url);
  });
  if (user) {
    throw new ApiError(
      400,
      "INVALID_STATE",
      `Cannot ${action} external location '${location.name}': catalog '${user.value.name}' stores its data there. Delete the catalog first, or pass force=true.`,
    );
  }
}

export const externalLocationsService: Service = {
  "catalog.ExternalLocations.Create": create,
  "catalog.ExternalLocations.Get": get,
  "catalog.ExternalLocations.List": list,
  "catalog.ExternalLocations.Update": update,
  "catalog.ExternalLocations.Delete": deletion,
};

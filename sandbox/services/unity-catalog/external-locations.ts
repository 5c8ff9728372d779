import { Access } from "../../authority/unity-catalog/access";
import type { ExternalLocationInfo } from "../../authority/unity-catalog/infos";
import {
  checkedName,
  credentialRef,
  existsAlready,
  locationRef,
  newBrowsable,
  securables,
} from "../../authority/unity-catalog/securables";
import { ApiError, type Behaviour, type Service, type Store } from "../../control-plane";
import { change, type SecurableChange } from "./change";
import { type BrowseRequest, type ListRequest, visiblePage } from "./listing";
import { remove } from "./remove";
import { checkedPath, isWithin } from "./storage-paths";

interface Settings {
  url?: string;
  credential_name?: string;
  comment?: string;
  read_only?: boolean;
  fallback?: boolean;
  enable_file_events?: boolean;
  isolation_mode?: ExternalLocationInfo["isolation_mode"];
}

function requireNoOverlap(store: Store, url: string, except?: string): void {
  const path = checkedPath(url);
  const other = store.find(securables.external_location, (info) => {
    const taken = checkedPath(info.url);
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
  const location = locationRef(checkedName(settings.name, "external_location"));
  const credential = access.existing(credentialRef(settings.credential_name));
  access.require("CREATE_EXTERNAL_LOCATION", access.metastore);
  access.require("CREATE_EXTERNAL_LOCATION", credentialRef(settings.credential_name));
  if (call.store.has(securables.external_location, location.name)) throw existsAlready(location);
  requireNoOverlap(call.store, settings.url);
  const info: ExternalLocationInfo = {
    ...newBrowsable(call, settings.name, access.metastoreId),
    read_only: false,
    fallback: false,
    isolation_mode: "ISOLATION_MODE_OPEN",
    ...settings,
    effective_enable_file_events: settings.enable_file_events ?? true,
    credential_id: credential.id,
  };
  return call.store.put(securables.external_location, location.name, info);
};

const get: Behaviour<BrowseRequest & { name: string }> = ({ name, include_browse: browse }, call) =>
  Access.of(call).visible(locationRef(name), "READ_FILES", browse);

const list: Behaviour<ListRequest> = (request, call) => {
  const listed = { type: "external_location", privilege: "READ_FILES" } as const;
  const { items, nextToken } = visiblePage(call, Access.of(call), listed, request);
  return { external_locations: items, next_page_token: nextToken };
};

const update: Behaviour<SecurableChange & Settings & { name: string; force?: boolean; skip_validation?: boolean }> = (
  { name, force, skip_validation: _skip, ...request },
  call,
) =>
  change(call, locationRef(name), request, (before) => {
    const { url, credential_name: credential } = request;
    if (url && url !== before.url) {
      requireNoOverlap(call.store, url, locationRef(name).name);
      if (!force) requireUnused(call.store, before, "change the url of");
    }
    const { enable_file_events: events = before.enable_file_events } = request;
    return {
      effective_enable_file_events: events ?? true,
      ...(credential && { credential_id: Access.of(call).existing(credentialRef(credential)).id }),
    };
  });

const deletion: Behaviour<{ name: string; force?: boolean }> = ({ name, force }, call) => {
  const location = Access.of(call).managed(locationRef(name));
  if (!force) requireUnused(call.store, location, "delete");
  remove(call.store, locationRef(name));
  return undefined;
};

function requireUnused(store: Store, location: ExternalLocationInfo, action: string): void {
  const url = checkedPath(location.url);
  const user = store.find(securables.catalog, ({ storage_root: root }) => root !== undefined && isWithin(root, url));
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

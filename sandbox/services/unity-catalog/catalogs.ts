import { ApiError, type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { Access } from "./access";
import { type BrowseRequest, type ListRequest, visiblePage } from "./listing";
import { remove } from "./remove";
import { rename } from "./rename";
import { createSchema, deleteSchema, INFORMATION_SCHEMA } from "./schemas";
import {
  changed,
  checkedName,
  existsAlready,
  newSecurable,
  type Securable,
  type SecurableRef,
  securables,
} from "./securables";
import { checkedPath, locationOf } from "./storage-paths";

export interface CatalogInfo extends Securable {
  full_name: string;
  comment?: string;
  properties?: Record<string, string>;
  options?: Record<string, string>;
  storage_root?: string;
  storage_location?: string;
  isolation_mode: "OPEN" | "ISOLATED";
  enable_predictive_optimization: "INHERIT" | "ENABLE" | "DISABLE";
  catalog_type: "MANAGED_CATALOG";
  securable_type: "CATALOG";
}

interface Settings {
  comment?: string;
  properties?: Record<string, string>;
  options?: Record<string, string>;
}

const catalogRef = (name: string): SecurableRef => ({ type: "catalog", name: name.toLowerCase() });

const create: Behaviour<
  Settings & {
    name: string;
    storage_root?: string;
    connection_name?: string;
    provider_name?: string;
    share_name?: string;
  }
> = ({ connection_name: connection, provider_name: provider, share_name: share, ...settings }, call) => {
  const access = Access.of(call);
  access.require("CREATE_CATALOG", access.metastore);
  if (connection ?? provider ?? share) {
    throw invalidParameter("The sandbox has managed catalogs only: no connection_name, provider_name or share_name.");
  }
  const name = checkedName(settings.name, "catalog");
  if (call.store.has(securables.catalog, name)) throw existsAlready(catalogRef(name));
  const info: CatalogInfo = {
    ...newSecurable(call, name, access.metastoreId),
    ...settings,
    ...managedStorage(call, access, settings.storage_root),
    name,
    full_name: name,
    isolation_mode: "OPEN",
    enable_predictive_optimization: "INHERIT",
    catalog_type: "MANAGED_CATALOG",
    securable_type: "CATALOG",
  };
  call.store.put(securables.catalog, name, info);
  for (const schema of ["default", INFORMATION_SCHEMA])
    createSchema(call, access.metastoreId, { catalog_name: name, name: schema });
  return info;
};

/** A catalog's data lie where its own root says; the sandbox's metastore has none to fall back on. */
function managedStorage(
  call: Call,
  access: Access,
  root: string | undefined,
): Pick<CatalogInfo, "storage_root" | "storage_location"> {
  if (!root) {
    throw new ApiError(
      400,
      "INVALID_STATE",
      "Metastore storage root URL does not exist. Please provide a storage location for the catalog (storage_root).",
    );
  }
  const path = checkedPath(root);
  const location = locationOf(call.store, path);
  access.require("CREATE_MANAGED_STORAGE", { type: "external_location", name: location.name.toLowerCase() });
  return { storage_root: root, storage_location: `${path}/__unitystorage/catalogs/${call.store.uuid()}` };
}

const get: Behaviour<BrowseRequest & { name: string }> = ({ name, include_browse: browse }, call) =>
  Access.of(call).visible(catalogRef(name), "USE_CATALOG", browse);

const list: Behaviour<ListRequest & { include_unbound?: boolean }> = (request, call) => {
  const listed = { type: "catalog", privilege: "USE_CATALOG", unbound: request.include_unbound === true } as const;
  const { items, nextToken } = visiblePage(call, Access.of(call), listed, request);
  return { catalogs: items, next_page_token: nextToken };
};

const update: Behaviour<
  Settings & {
    name: string;
    new_name?: string;
    owner?: string;
    isolation_mode?: CatalogInfo["isolation_mode"];
    enable_predictive_optimization?: CatalogInfo["enable_predictive_optimization"];
  }
> = ({ name, new_name: newName, options, ...settings }, call) => {
  const access = Access.of(call);
  // The isolation of a catalog can be changed before this workspace is bound to it.
  access.requireManageFromAnywhere(catalogRef(name));
  if (settings.owner) call.directory.requireName(settings.owner);
  if (options && Object.keys(options).some((key) => key !== "authorized_paths")) {
    throw invalidParameter("Only the option authorized_paths of a catalog can be changed.");
  }
  const before = call.store.get(securables.catalog, catalogRef(name).name) as CatalogInfo;
  const target = newName ? checkedName(newName, "catalog") : before.name;
  const renamed = { name: target, full_name: target };
  const after = { ...before, ...settings, ...(options ? { options } : {}), ...renamed, ...changed(call) };
  return rename(call.store, after, catalogRef(name), catalogRef(target));
};

const deletion: Behaviour<{ name: string; force?: boolean }> = ({ name, force }, call) => {
  const access = Access.of(call);
  const catalog = access.existing<CatalogInfo>(catalogRef(name));
  access.requireManage(catalogRef(name));
  const schemas = call.store.list(securables.schema, { prefix: `${catalog.name}.` }).map(({ value }) => value.name);
  const own = schemas.filter((schema) => schema !== INFORMATION_SCHEMA);
  if (own.length > 0 && !force) {
    throw new ApiError(
      400,
      "UNITY_CATALOG_INVALID_STATE",
      `Catalog '${catalog.name}' is not empty. The catalog has ${own.length} schema(s): ${own.join(", ")}.`,
    );
  }
  for (const schema of schemas) deleteSchema(call.store, `${catalog.name}.${schema}`);
  remove(call.store, catalogRef(name));
  return undefined;
};

export const catalogsService: Service = {
  "catalog.Catalogs.Create": create,
  "catalog.Catalogs.Get": get,
  "catalog.Catalogs.List": list,
  "catalog.Catalogs.Update": update,
  "catalog.Catalogs.Delete": deletion,
};

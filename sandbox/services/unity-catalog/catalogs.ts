import { Access } from "../../authority/unity-catalog/access";
import type { CatalogInfo } from "../../authority/unity-catalog/infos";
import {
  catalogRef,
  checkedName,
  connectionRef,
  existsAlready,
  newBrowsable,
  SYSTEM_CATALOGS,
  securables,
} from "../../authority/unity-catalog/securables";
import { ApiError, type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { change, type SecurableChange } from "./change";
import { type BrowseRequest, type ListRequest, visiblePage } from "./listing";
import { remove } from "./remove";
import { createSchema, deleteSchema, INFORMATION_SCHEMA } from "./schemas";
import { usablePath } from "./storage-paths";

interface Settings {
  comment?: string;
  properties?: Record<string, string>;
  options?: Record<string, string>;
}

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
  if (provider ?? share) {
    throw invalidParameter("Nobody shares anything with the sandbox's metastore: no provider_name or share_name.");
  }
  if (connection !== undefined) return putForeign(call, access, connection, settings);
  const info = put(call, access, settings.name, {
    ...settings,
    ...managedStorage(call, settings.storage_root),
    catalog_type: "MANAGED_CATALOG",
  });
  createSchema(call, access.metastoreId, { catalog_name: info.name, name: "default" });
  return info;
};

/** Writes a new catalog of any type, with the schema that every one has. */
function put(
  call: Call,
  access: Access,
  given: string,
  members: Pick<CatalogInfo, "catalog_type"> & Partial<CatalogInfo>,
): CatalogInfo {
  const name = checkedName(given, "catalog");
  if (SYSTEM_CATALOGS.includes(name) || call.store.has(securables.catalog, name)) throw existsAlready(catalogRef(name));
  const info: CatalogInfo = {
    ...newBrowsable(call, name, access.metastoreId),
    ...members,
    name,
    full_name: name,
    isolation_mode: "OPEN",
    enable_predictive_optimization: "INHERIT",
    securable_type: "CATALOG",
  };
  call.store.put(securables.catalog, name, info);
  createSchema(call, access.metastoreId, { catalog_name: name, name: INFORMATION_SCHEMA });
  return info;
}

/** A catalog that shows what a connection leads to, for whoever may make such catalogs of it; here it shows nothing. */
function putForeign(
  call: Call,
  access: Access,
  connection: string,
  settings: Settings & { name: string },
): CatalogInfo {
  const { name } = access.usable(connectionRef(connection), "CREATE_FOREIGN_CATALOG");
  return put(call, access, settings.name, { ...settings, connection_name: name, catalog_type: "FOREIGN_CATALOG" });
}

/** Makes a catalog that shows one database, for whoever may make catalogs. */
export function createOnlineCatalog(call: Call, name: string): CatalogInfo {
  const access = Access.of(call);
  access.require("CREATE_CATALOG", access.metastore);
  return put(call, access, name, { catalog_type: "MANAGED_ONLINE_CATALOG" });
}

/** A catalog's data lie where its own root says; the sandbox's metastore has none to fall back on. */
function managedStorage(call: Call, root: string | undefined): Pick<CatalogInfo, "storage_root" | "storage_location"> {
  if (!root) {
    throw new ApiError(
      400,
      "INVALID_STATE",
      "Metastore storage root URL does not exist. Please provide a storage location for the catalog (storage_root).",
    );
  }
  const { path } = usablePath(call, root, "CREATE_MANAGED_STORAGE");
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
  SecurableChange &
    Settings & {
      name: string;
      isolation_mode?: CatalogInfo["isolation_mode"];
      enable_predictive_optimization?: NonNullable<CatalogInfo["enable_predictive_optimization"]>;
    }
> = ({ name, ...request }, call) =>
  change(call, catalogRef(name), request, () => {
    if (Object.keys(request.options ?? {}).some((key) => key !== "authorized_paths")) {
      throw invalidParameter("Only the option authorized_paths of a catalog can be changed.");
    }
    return {};
  });

/** @param force with what lies in it. */
export function deleteCatalog(call: Call, name: string, force: boolean): void {
  const catalog = Access.of(call).managed(catalogRef(name));
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
}

const deletion: Behaviour<{ name: string; force?: boolean }> = ({ name, force = false }, call) => {
  deleteCatalog(call, name, force);
  return undefined;
};

export const catalogsService: Service = {
  "catalog.Catalogs.Create": create,
  "catalog.Catalogs.Get": get,
  "catalog.Catalogs.List": list,
  "catalog.Catalogs.Update": update,
  "catalog.Catalogs.Delete": deletion,
};

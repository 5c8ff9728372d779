import { type Call, type Workspace, workspaces } from "../../control-plane";
import { setBindings } from "./bindings";
import { setGrants } from "./grants";
import type { CatalogInfo, SchemaInfo } from "./infos";
import { catalogRef, newBrowsable, type SecurableRef, schemaRef, securables } from "./securables";

/** Everybody in the account: of a catalog that is bound to one workspace, everybody in that workspace. */
const EVERYBODY = "account users";
const IN_SCHEMA = [
  "CREATE_FUNCTION",
  "CREATE_MATERIALIZED_VIEW",
  "CREATE_MODEL",
  "CREATE_TABLE",
  "CREATE_VOLUME",
  "USE_SCHEMA",
];

/**
 * Gives a new workspace the metastore of its region where the account does so by itself, as all accounts since November
 * 2023 do, and a catalog of its own, in which everybody may make things. It outlives the workspace.
 * @param storageAccount the workspace's own.
 */
export function assignAutomatically(call: Call, workspace: Workspace, storageAccount: string): void {
  if (!call.account.assignsMetastore) return;
  const { store } = call;
  const metastore = store.find(securables.metastore, ({ region }) => region === workspace.region);
  if (!metastore) return;
  store.put(workspaces, String(workspace.id), { ...workspace, metastoreId: metastore.key });
  const catalog = freeName(call, workspace);
  const root = `abfss://unity-catalog-storage@${storageAccount}.dfs.core.windows.net/${workspace.id}`;
  const common = { catalog_type: "MANAGED_CATALOG", enable_predictive_optimization: "INHERIT" } as const;
  const info: CatalogInfo = {
    ...newBrowsable(call, catalog, metastore.key),
    ...common,
    full_name: catalog,
    storage_root: root,
    storage_location: `${root}/__unitystorage/catalogs/${store.uuid()}`,
    isolation_mode: "ISOLATED",
    securable_type: "CATALOG",
  };
  store.put(securables.catalog, catalog, info);
  for (const name of ["default", "information_schema"]) {
    const schema: SchemaInfo = {
      ...newBrowsable(call, name, metastore.key),
      ...common,
      schema_id: store.uuid(),
      full_name: `${catalog}.${name}`,
      catalog_name: catalog,
    };
    store.put(securables.schema, schema.full_name, schema);
  }
  setBindings(store, catalogRef(catalog), [{ workspace_id: workspace.id, binding_type: "BINDING_TYPE_READ_WRITE" }]);
  const give = (on: SecurableRef, privileges: string[]): void => setGrants(store, on, { [EVERYBODY]: privileges });
  give(catalogRef(catalog), ["USE_CATALOG"]);
  give(schemaRef(`${catalog}.default`), IN_SCHEMA);
}

/** The workspace's name, as far as it can be a catalog's; with its id where an earlier workspace left one of that name. */
function freeName({ store }: Call, { id, name }: Workspace): string {
  const wanted = name.toLowerCase().replaceAll("-", "_");
  return store.has(securables.catalog, wanted) ? `${wanted}_${id}` : wanted;
}

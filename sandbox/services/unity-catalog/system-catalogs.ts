import { setGrants } from "../../authority/unity-catalog/grants";
import type { CatalogInfo, ColumnInfo, SchemaInfo, Securable, TableInfo } from "../../authority/unity-catalog/infos";
import { catalogRef, schemaRef, securables } from "../../authority/unity-catalog/securables";
import type { Store } from "../../control-plane";
import { INFORMATION_SCHEMA } from "./schemas";

const SYSTEM_USER = "System user";
const EVERYBODY = "account users";

export type SystemSchemaState = "AVAILABLE" | "ENABLE_COMPLETED" | "MANAGED";

/** The schemas of the catalog `system`, with the state in which each is at first. */
export const SYSTEM_SCHEMAS: Readonly<Record<string, SystemSchemaState>> = {
  access: "AVAILABLE",
  billing: "ENABLE_COMPLETED",
  compute: "AVAILABLE",
  information_schema: "MANAGED",
  lakeflow: "AVAILABLE",
  marketplace: "AVAILABLE",
  query: "AVAILABLE",
  serving: "AVAILABLE",
  storage: "AVAILABLE",
};

interface SystemCatalog {
  name: string;
  comment: string;
  schemas: readonly string[];
}

const SYSTEM: SystemCatalog = {
  name: "system",
  comment: "System catalog (auto-created)",
  schemas: Object.keys(SYSTEM_SCHEMAS).filter((name) => SYSTEM_SCHEMAS[name] !== "AVAILABLE"),
};

const SAMPLES: SystemCatalog = {
  name: "samples",
  comment: "Data sets to try things with.",
  schemas: ["accuweather", "bakehouse", INFORMATION_SCHEMA, "nyctaxi", "tpch"],
};

type Columns = Readonly<Record<string, string>>;

/** Tables of `samples` that everybody's examples read, with their columns. They have no rows here. */
const SAMPLE_TABLES: Readonly<Record<string, Columns>> = {
  "nyctaxi.trips": {
    tpep_pickup_datetime: "timestamp",
    tpep_dropoff_datetime: "timestamp",
    trip_distance: "double",
    fare_amount: "double",
    pickup_zip: "int",
    dropoff_zip: "int",
  },
  "tpch.customer": {
    c_custkey: "bigint",
    c_name: "string",
    c_address: "string",
    c_nationkey: "bigint",
    c_phone: "string",
    c_acctbal: "decimal(18,2)",
    c_mktsegment: "string",
    c_comment: "string",
  },
  "tpch.nation": { n_nationkey: "bigint", n_name: "string", n_regionkey: "bigint", n_comment: "string" },
  "tpch.orders": {
    o_orderkey: "bigint",
    o_custkey: "bigint",
    o_orderstatus: "string",
    o_totalprice: "decimal(18,2)",
    o_orderdate: "date",
    o_orderpriority: "string",
    o_clerk: "string",
    o_shippriority: "int",
    o_comment: "string",
  },
  "tpch.region": { r_regionkey: "bigint", r_name: "string", r_comment: "string" },
};

/** How columns call each family of types. */
const TYPE_NAMES: Readonly<Record<string, string>> = { bigint: "LONG" };

/** The members of what is the service's own. */
function ofSystem(store: Store, name: string, metastoreId: string): Securable {
  const now = store.now();
  return {
    name,
    owner: SYSTEM_USER,
    metastore_id: metastoreId,
    created_at: now,
    created_by: SYSTEM_USER,
    updated_at: now,
    updated_by: SYSTEM_USER,
    browse_only: false,
  };
}

/**
 * Puts the service's own catalogs where a metastore has none yet. Everybody may look into `system`, and read its
 * information schema; whatever else is in it takes a grant. `samples` is everybody's to read.
 */
export function putSystemCatalogs(store: Store, metastoreId: string): void {
  if (store.has(securables.catalog, SYSTEM.name)) return;
  for (const catalog of [SYSTEM, SAMPLES]) {
    putCatalog(store, catalog, metastoreId);
    for (const schema of catalog.schemas) putSystemSchema(store, metastoreId, `${catalog.name}.${schema}`);
  }
  for (const [name, columns] of Object.entries(SAMPLE_TABLES)) {
    putTable(store, metastoreId, `${SAMPLES.name}.${name}`, columns);
  }
  setGrants(store, catalogRef(SYSTEM.name), { [EVERYBODY]: ["USE_CATALOG"] });
  setGrants(store, schemaRef(`${SYSTEM.name}.${INFORMATION_SCHEMA}`), { [EVERYBODY]: ["SELECT", "USE_SCHEMA"] });
  setGrants(store, catalogRef(SAMPLES.name), { [EVERYBODY]: ["SELECT", "USE_CATALOG", "USE_SCHEMA"] });
}

function putCatalog(store: Store, { name, comment }: SystemCatalog, metastoreId: string): void {
  const info: CatalogInfo = {
    ...ofSystem(store, name, metastoreId),
    comment,
    full_name: name,
    catalog_type: "SYSTEM_CATALOG",
    isolation_mode: "OPEN",
    provisioning_info: { state: "ACTIVE" },
    securable_type: "CATALOG",
  };
  store.put(securables.catalog, name, info);
}

/** A schema of a catalog of the service's own. */
export function putSystemSchema(store: Store, metastoreId: string, fullName: string): void {
  const [catalog = "", name = ""] = fullName.split(".");
  const info: SchemaInfo = {
    ...ofSystem(store, name, metastoreId),
    ...(name === INFORMATION_SCHEMA ? { comment: "Information schema (auto-created)" } : {}),
    full_name: fullName,
    catalog_name: catalog,
    catalog_type: "SYSTEM_CATALOG",
    schema_id: store.uuid(),
  };
  store.put(securables.schema, fullName, info);
}

function putTable(store: Store, metastoreId: string, fullName: string, columns: Columns): void {
  const [catalog = "", schema = "", name = ""] = fullName.split(".");
  const info: TableInfo = {
    ...ofSystem(store, name, metastoreId),
    table_id: store.uuid(),
    full_name: fullName,
    catalog_name: catalog,
    schema_name: schema,
    table_type: "MANAGED",
    data_source_format: "DELTA",
    columns: Object.entries(columns).map(columnOf),
    properties: {},
  };
  store.put(securables.table, fullName, info);
}

function columnOf([name, text]: [string, string], position: number): ColumnInfo {
  const family = text.replace(/\(.*/, "");
  return {
    name,
    type_text: text,
    type_name: TYPE_NAMES[family] ?? family.toUpperCase(),
    ...(family === "decimal" ? { type_precision: 18, type_scale: 2 } : {}),
    position,
    nullable: true,
  };
}

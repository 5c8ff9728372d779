import { Access } from "../../authority/unity-catalog/access";
import type { TableInfo } from "../../authority/unity-catalog/infos";
import {
  checkedName,
  existsAlready,
  newBrowsable,
  type SecurableRef,
  schemaOf,
  schemaRef,
  securables,
  tableRef,
} from "../../authority/unity-catalog/securables";
import { type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { change } from "./change";
import type { BrowseRequest } from "./listing";
import { remove } from "./remove";
import { isWithin, managedPath, usablePath } from "./storage-paths";
import { checkedColumns, type GivenColumn } from "./table-columns";
import { listTableSummaries, listTables } from "./table-listing";

/** What a service says about a table that it makes itself. */
export interface NewTable {
  /** `catalog.schema.table`. */
  fullName: string;
  columns: readonly GivenColumn[];
  comment?: string;
  properties?: Record<string, string>;
  /** Default: MANAGED. */
  type?: "MANAGED" | "VIEW" | "STREAMING_TABLE" | "MATERIALIZED_VIEW" | "FOREIGN";
  /** Default: DELTA. */
  format?: string;
  /** A view's SELECT statement. */
  viewDefinition?: string;
  pipelineId?: string;
}

/** The schema that a table's full name names. @throws INVALID_PARAMETER_VALUE for anything but three names with dots. */
export function schemaOfTable(fullName: string): SecurableRef<"schema"> {
  const parts = fullName.split(".");
  if (parts.length !== 3 || parts.includes("")) {
    throw invalidParameter(`'${fullName}' is not a table's full name: expected <catalog>.<schema>.<table>.`);
  }
  return schemaOf(fullName);
}

/** @throws ApiError unless the schema exists and the caller may create tables in it. */
export function requireCreateTable(access: Access, schema: SecurableRef<"schema">): void {
  access.usable(schema, "CREATE_TABLE");
}

/**
 * Writes a table that a service makes on its own: an inference table, a metric table, a synced one. Whoever calls has
 * checked that the caller may (`requireCreateTable`), who becomes its owner.
 *
 * @throws TABLE_ALREADY_EXISTS
 */
export function createManagedTable(call: Call, table: NewTable): TableInfo {
  const access = Access.of(call);
  const id = call.store.uuid();
  const { type = "MANAGED" } = table;
  const stored =
    type === "VIEW" || type === "FOREIGN"
      ? {}
      : { storage_location: managedPath(access, schemaOfTable(table.fullName), "tables", id) };
  return write(call, access, table, {
    table_id: id,
    table_type: type,
    ...(type === "VIEW" ? {} : { data_source_format: table.format ?? "DELTA" }),
    ...stored,
    ...(table.viewDefinition ? { view_definition: table.viewDefinition } : {}),
    ...(table.pipelineId ? { pipeline_id: table.pipelineId } : {}),
  });
}

function write(
  call: Call,
  access: Access,
  { fullName, columns, properties = {}, comment }: Pick<NewTable, "fullName" | "columns" | "properties" | "comment">,
  kind: Pick<TableInfo, "table_id" | "table_type"> & Partial<TableInfo>,
): TableInfo {
  const schema = schemaOfTable(fullName);
  const name = checkedName(fullName.split(".")[2] ?? "", "table");
  const table = tableRef(`${schema.name}.${name}`);
  if (call.store.has(securables.table, table.name)) throw existsAlready(table);
  const [catalogName = "", schemaName = ""] = schema.name.split(".");
  const info: TableInfo = {
    ...newBrowsable(call, name, access.metastoreId),
    ...kind,
    full_name: table.name,
    catalog_name: catalogName,
    schema_name: schemaName,
    columns: checkedColumns(columns),
    properties,
    ...(comment ? { comment } : {}),
  };
  return call.store.put(securables.table, table.name, info);
}

interface CreateRequest {
  catalog_name: string;
  schema_name: string;
  name: string;
  table_type: string;
  data_source_format: string;
  /** Of an external table. */
  storage_location?: string;
  columns?: GivenColumn[];
  properties?: Record<string, string>;
}

const create: Behaviour<CreateRequest> = (request, call) => {
  const access = Access.of(call);
  // Before the names are joined: a name with a dot in it would be read as two.
  const name = checkedName(request.name, "table");
  const schema = schemaRef(`${request.catalog_name}.${request.schema_name}`);
  requireCreateTable(access, schema);
  if (request.data_source_format !== "DELTA") {
    throw invalidParameter(`Only Delta tables can be created by this API, not ${request.data_source_format}.`);
  }
  const { columns = [], properties = {} } = request;
  const table = { fullName: `${schema.name}.${name}`, columns, properties };
  // The SDK says that this API makes external tables only; the provider's acceptance tests make managed ones, without a path.
  if (request.table_type === "MANAGED") {
    if (request.storage_location)
      throw invalidParameter("A managed table has no storage_location of its own: leave it out.");
    return createManagedTable(call, table);
  }
  if (request.table_type !== "EXTERNAL") {
    throw invalidParameter(`Tables of type ${request.table_type} are created with SQL, not by this API.`);
  }
  return write(call, access, table, {
    table_id: call.store.uuid(),
    table_type: "EXTERNAL",
    data_source_format: "DELTA",
    ...externalStorage(call, access, schema, request.storage_location ?? ""),
  });
};

function externalStorage(call: Call, access: Access, schema: SecurableRef<"schema">, url: string): Partial<TableInfo> {
  const { path, location } = usablePath(call, url, "CREATE_EXTERNAL_TABLE");
  access.requireGranted("EXTERNAL_USE_SCHEMA", schema);
  const overlapping = call.store.find(
    securables.table,
    ({ storage_location: taken }) => taken !== undefined && (isWithin(path, taken) || isWithin(taken, path)),
  );
  if (overlapping) {
    throw invalidParameter(
      `LOCATION_OVERLAP: Input path url '${path}' overlaps with the storage of table '${overlapping.key}'.`,
    );
  }
  return { storage_location: path, storage_credential_name: location.credential_name };
}

const get: Behaviour<BrowseRequest & { full_name: string }> = ({ full_name: name, include_browse: browse }, call) =>
  Access.of(call).visible(tableRef(name), "SELECT", browse);

/** False for a table that is not there; a schema that is not there is an error. Whoever may browse may ask. */
const exists: Behaviour<{ full_name: string }> = ({ full_name: name }, call) => {
  const access = Access.of(call);
  const schema = schemaOfTable(name);
  access.visible(schema, "USE_SCHEMA", true);
  if (!access.find(tableRef(name))) return { table_exists: false };
  access.visible(tableRef(name), "SELECT", true);
  return { table_exists: true };
};

const update: Behaviour<{ full_name: string; owner?: string }> = ({ full_name: name, owner }, call) => {
  change(call, tableRef(name), { owner });
  return undefined;
};

const deletion: Behaviour<{ full_name: string }> = ({ full_name: name }, call) => {
  Access.of(call).managed(tableRef(name));
  remove(call.store, tableRef(name));
  return undefined;
};

export const tablesService: Service = {
  "catalog.Tables.Create": create,
  "catalog.Tables.Get": get,
  "catalog.Tables.Exists": exists,
  "catalog.Tables.List": listTables,
  "catalog.Tables.ListSummaries": listTableSummaries,
  "catalog.Tables.Update": update,
  "catalog.Tables.Delete": deletion,
};

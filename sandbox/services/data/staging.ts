import { Access } from "../../authority/unity-catalog/access";
import type { TableInfo } from "../../authority/unity-catalog/infos";
import {
  changed,
  checkedName,
  existsAlready,
  newBrowsable,
  type SecurableRef,
  schemaRef,
  securables,
  tableRef,
} from "../../authority/unity-catalog/securables";
import { type Behaviour, type Call, invalidParameter, type Store } from "../../control-plane";
import { type StagingTable, stagingTables } from "../unity-catalog/staging-tables";
import { requireFree } from "../unity-catalog/storage-overlap";
import { managedPath, usablePath } from "../unity-catalog/storage-paths";
import { requireCreateTable } from "../unity-catalog/tables";
import { addKeys } from "./keys";
import { recordLineage } from "./lineage";
import { columnsOfSchema } from "./spark-schema";

interface Named {
  catalog: string;
  schema: string;
  name: string;
}

/** A place for a new table: the schema's own, or the one asked for. */
export const stageTable: Behaviour<Named & { storage_location?: string }> = (request, call) => {
  const access = Access.of(call);
  const name = checkedName(request.name, "table");
  const schema = schemaRef(`${request.catalog}.${request.schema}`);
  requireCreateTable(access, schema);
  const table = tableRef(`${schema.name}.${name}`);
  if (call.store.has(securables.table, table.name)) throw existsAlready(table);
  const id = call.store.uuid();
  const staged = { id, fullName: table.name, principalId: call.principal.id, createdAt: call.store.now() };
  const place = placeFor(call, access, schema, id, request.storage_location);
  call.store.put(stagingTables, id, { ...staged, ...place });
  return { id, staging_location: place.location };
};

function placeFor(
  call: Call,
  access: Access,
  schema: SecurableRef<"schema">,
  id: string,
  asked: string | undefined,
): Pick<StagingTable, "type" | "location" | "credentialName"> {
  if (asked === undefined) return { type: "MANAGED", location: managedPath(access, schema, "tables", id) };
  const { path, location } = usablePath(call, asked, "CREATE_EXTERNAL_TABLE");
  requireFree(call.store, path);
  return { type: "EXTERNAL", location: path, credentialName: location.credential_name };
}

interface Registered extends Named {
  storage_location: string;
  /** Spark's schema, as JSON. */
  schema_json: string;
  partition_columns: string[];
  comment?: string;
  data_source_format?: string;
  properties: Record<string, string>;
  /** Full names of the tables that were read for it. */
  reads: string[];
  job_id?: string;
  run_id?: string;
  /** A list of keys, as JSON. */
  keys?: string;
}

/** What was staged has its first version: from now on it is a table. */
export const registerTable: Behaviour<Registered> = (request, call) => {
  const table = tableRef(`${request.catalog}.${request.schema}.${request.name}`);
  const existing = call.store.get(securables.table, table.name);
  const described = {
    columns: columnsOfSchema(request.schema_json, request.partition_columns),
    properties: request.properties,
    ...(request.comment === undefined ? {} : { comment: request.comment }),
  };
  if (existing) {
    // Replaced where it lies: it stays the same table, with the same grants.
    if (existing.storage_location !== request.storage_location) throw existsAlready(table);
    Access.of(call).usable(table, "MODIFY");
    const { table_constraints: _keys, ...kept } = existing;
    const replaced = call.store.put(securables.table, table.name, { ...kept, ...described, ...changed(call) });
    return request.keys === undefined ? replaced : addKeys({ ...request, keys: request.keys }, call);
  }
  const staged = stagedAt(call.store, request.storage_location, call.principal.id);
  if (staged?.fullName !== table.name) throw invalidParameter(`No place was given for a table '${table.name}'.`);
  requireCreateTable(Access.of(call), schemaRef(`${request.catalog}.${request.schema}`));
  call.store.delete(stagingTables, staged.id);
  const info: TableInfo = {
    ...newBrowsable(call, checkedName(request.name, "table"), Access.of(call).metastoreId),
    table_id: staged.id,
    table_type: staged.type,
    data_source_format: (request.data_source_format ?? "delta").toUpperCase(),
    full_name: table.name,
    catalog_name: request.catalog.toLowerCase(),
    schema_name: request.schema.toLowerCase(),
    storage_location: staged.location,
    ...(staged.credentialName ? { storage_credential_name: staged.credentialName } : {}),
    ...described,
  };
  const made = call.store.put(securables.table, table.name, info);
  recordLineage(call, made, request.reads, { jobId: request.job_id, runId: request.run_id });
  return request.keys === undefined ? made : addKeys({ ...request, keys: request.keys }, call);
};

function stagedAt(store: Store, location: string, principalId: string): StagingTable | undefined {
  return store.find(stagingTables, (each) => each.location === location && each.principalId === principalId)?.value;
}

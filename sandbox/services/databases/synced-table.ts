import { requireLevel } from "../../authority/objects/access-lists";
import { Access } from "../../authority/unity-catalog/access";
import type { TableInfo } from "../../authority/unity-catalog/infos";
import { tableRef } from "../../authority/unity-catalog/securables";
import { type Call, invalidParameter, notFound, workspaceIdOf } from "../../control-plane";
import { tableDependents } from "../unity-catalog/dependents";
import { remove } from "../unity-catalog/remove";
import { createManagedTable, requireCreateTable, schemaOfTable } from "../unity-catalog/tables";
import { databaseInstances, instanceRef, stateAt } from "./instance";
import { checkedSource, type SyncedTableSpec } from "./synced-table-spec";

/** A table of Postgres that follows a Delta table, with an entry of its own in Unity Catalog. */
export interface SyncedTable {
  spec: SyncedTableSpec;
  workspaceId: number;
  instanceName: string;
  /** Tells the instance from a later one of its name. */
  instanceUid: string;
  logicalDatabase: string;
  pipelineId: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** By the id of its table in Unity Catalog, and gone with that. */
const syncedTables = tableDependents.collection<SyncedTable>("databases.synced-table");

export interface NewSyncedTable {
  /** `catalog.schema.table`, of a standard catalog. */
  name: string;
  instanceName: string;
  logicalDatabase: string;
  spec: SyncedTableSpec;
}

/** @throws ApiError unless the caller may use the instance, read the source and create tables where this one goes. */
export function createSyncedTable(call: Call, wanted: NewSyncedTable): TableInfo {
  const access = Access.of(call);
  const { name, instanceName, logicalDatabase, spec } = wanted;
  requireCreateTable(access, schemaOfTable(name));
  const instance = databaseInstances.existing(call, instanceName);
  requireLevel(call, instanceRef(instanceName), "CAN_USE");
  if (stateAt(instance, call.store.now()) === "STOPPED") {
    throw invalidParameter(`Database instance '${instanceName}' is stopped: start it first.`);
  }
  const { columns } = checkedSource(call, access, spec);
  const pipelineId = pipelineOf(call, spec);
  const table = createManagedTable(call, {
    fullName: name,
    columns,
    type: "FOREIGN",
    format: "POSTGRESQL_FORMAT",
    pipelineId,
  });
  call.store.put(syncedTables, table.table_id, {
    spec,
    workspaceId: workspaceIdOf(call),
    instanceName,
    instanceUid: instance.uid,
    logicalDatabase,
    pipelineId,
    createdAt: call.store.now(),
  });
  return table;
}

/** A new pipeline, or the one of another synced table that this one shares. */
function pipelineOf(call: Call, { existing_pipeline_id: shared, scheduling_policy: policy }: SyncedTableSpec): string {
  if (!shared) return call.store.uuid();
  const other = call.store.find(syncedTables, ({ pipelineId }) => pipelineId === shared)?.value;
  if (!other) throw notFound(`Pipeline '${shared}' of spec.existing_pipeline_id does not sync any table.`);
  if (other.spec.scheduling_policy !== policy) {
    throw invalidParameter(
      `spec.scheduling_policy must be that of the existing pipeline, ${other.spec.scheduling_policy}; got ${policy}.`,
    );
  }
  return shared;
}

/** @throws RESOURCE_DOES_NOT_EXIST for a table that is not synced. */
export function existingSyncedTable(call: Call, table: TableInfo): SyncedTable {
  const synced = call.store.get(syncedTables, table.table_id);
  if (!synced) throw notFound(`Table '${table.full_name}' is not a synced table.`);
  return synced;
}

/** Deletes it in Unity Catalog, too. */
export function deleteSyncedTable(call: Call, name: string): void {
  const table = Access.of(call).managed(tableRef(name));
  existingSyncedTable(call, table);
  remove(call.store, tableRef(name));
}

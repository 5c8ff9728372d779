import { Access } from "../../authority/unity-catalog/access";
import type { TableInfo } from "../../authority/unity-catalog/infos";
import { securables, tableRef } from "../../authority/unity-catalog/securables";
import { type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { outOfServerlessReach } from "../account/serverless-reach";
import { databaseInstances } from "./instance";
import { createSyncedTable, deleteSyncedTable, existingSyncedTable, type SyncedTable } from "./synced-table";
import type { SyncedTableSpec } from "./synced-table-spec";

interface GivenSyncedTable {
  name: string;
  database_instance_name?: string;
  logical_database_name?: string;
  spec?: SyncedTableSpec;
}

/** How long the first copy takes, in milliseconds: tables of the sandbox are small. */
const FIRST_SYNC = 1000;

/** Without what is only sent and never shown, as in the service. */
function shownSpec({
  accelerated_sync: _accelerated,
  create_database_objects_if_missing: _create,
  existing_pipeline_id: _existing,
  new_pipeline_spec: _new,
  ...spec
}: SyncedTableSpec): object {
  return spec;
}

function statusOf(call: Call, { spec, pipelineId, createdAt, workspaceId, ...synced }: SyncedTable): object {
  const instance = databaseInstances.get({ store: call.store, workspaceId }, synced.instanceName);
  if (instance?.uid !== synced.instanceUid) {
    const message = `Database instance '${synced.instanceName}' was deleted.`;
    return { detailed_state: "SYNCED_TABLED_OFFLINE", message, pipeline_id: pipelineId };
  }
  const online =
    spec.scheduling_policy === "CONTINUOUS"
      ? "SYNCED_TABLE_ONLINE_CONTINUOUS_UPDATE"
      : "SYNCED_TABLE_ONLINE_NO_PENDING_UPDATE";
  const copied = call.store.now() - createdAt >= FIRST_SYNC;
  const source = call.store.get(securables.table, spec.source_table_full_name?.toLowerCase() ?? "");
  const message = copied && source?.storage_location && outOfServerlessReach(call, source.storage_location);
  if (message) return { detailed_state: "SYNCED_TABLE_OFFLINE_FAILED", message, pipeline_id: pipelineId };
  return { detailed_state: copied ? online : "SYNCED_TABLE_PROVISIONING_INITIAL_SNAPSHOT", pipeline_id: pipelineId };
}

function shown(call: Call, table: TableInfo): object {
  const synced = existingSyncedTable(call, table);
  return {
    name: table.full_name,
    effective_database_instance_name: synced.instanceName,
    effective_logical_database_name: synced.logicalDatabase,
    spec: shownSpec(synced.spec),
    data_synchronization_status: statusOf(call, synced),
    unity_catalog_provisioning_state: "ACTIVE",
  };
}

const create: Behaviour<{ synced_table: GivenSyncedTable }> = ({ synced_table: given }, call) => {
  const { name, database_instance_name: instanceName, logical_database_name: logicalDatabase, spec } = given;
  if (!instanceName) throw invalidParameter("database_instance_name is required in a standard catalog.");
  if (!logicalDatabase) throw invalidParameter("logical_database_name is required in a standard catalog.");
  if (!spec) throw invalidParameter("spec is required.");
  return shown(call, createSyncedTable(call, { name, instanceName, logicalDatabase, spec }));
};

const get: Behaviour<{ name: string }> = ({ name }, call) =>
  shown(call, Access.of(call).visible(tableRef(name), "SELECT"));

const deletion: Behaviour<{ name: string }> = ({ name }, call) => {
  deleteSyncedTable(call, name);
  return undefined;
};

/** The service neither lists nor changes synced tables: both are refused as not implemented there, too. */
export const syncedTablesService: Service = {
  "database.Database.CreateSyncedDatabaseTable": create,
  "database.Database.GetSyncedDatabaseTable": get,
  "database.Database.DeleteSyncedDatabaseTable": deletion,
};

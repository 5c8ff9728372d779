import { Access } from "../../authority/unity-catalog/access";
import { tableRef } from "../../authority/unity-catalog/securables";
import { ApiError, type Behaviour, invalidParameter, type Service } from "../../control-plane";
import { primaryKeyOf } from "../unity-catalog/table-constraints";
import { createSyncedTable, deleteSyncedTable, existingSyncedTable } from "./synced-table";
import type { SyncedTableSpec } from "./synced-table-spec";

/** Where the feature store keeps online tables, in every instance. */
const DATABASE = "databricks_postgres";

interface PublishSpec {
  online_store: string;
  online_table_name: string;
  publish_mode: NonNullable<SyncedTableSpec["scheduling_policy"]>;
}

/** Syncs a feature table, by its primary key, to an online store. Publishing it there again is no error. */
const publish: Behaviour<{ source_table_name: string; publish_spec: PublishSpec }> = (request, call) => {
  const { online_store: instanceName, online_table_name: name, publish_mode: scheduling_policy } = request.publish_spec;
  const access = Access.of(call);
  const source = access.visible(tableRef(request.source_table_name), "SELECT");
  const online = access.find(tableRef(name));
  if (online) {
    const { spec, instanceName: holder, pipelineId } = existingSyncedTable(call, online);
    if (spec.source_table_full_name !== source.full_name || holder !== instanceName) {
      throw new ApiError(
        409,
        "RESOURCE_ALREADY_EXISTS",
        `Online table '${online.full_name}' already exists: '${spec.source_table_full_name}' in '${holder}'.`,
      );
    }
    access.managed(tableRef(name));
    return { online_table_name: online.full_name, pipeline_id: pipelineId };
  }
  const key = primaryKeyOf(source);
  if (!key) throw invalidParameter(`Table '${source.full_name}' has no primary key: a feature table needs one.`);
  const [time] = key.timeseries_columns ?? [];
  const spec: SyncedTableSpec = {
    source_table_full_name: source.full_name,
    primary_key_columns: key.child_columns.filter((column) => column !== time),
    ...(time ? { timeseries_key: time } : {}),
    scheduling_policy,
  };
  const table = createSyncedTable(call, { name, instanceName, logicalDatabase: DATABASE, spec });
  return { online_table_name: table.full_name, pipeline_id: table.pipeline_id };
};

const deletion: Behaviour<{ online_table_name: string }> = ({ online_table_name: name }, call) => {
  deleteSyncedTable(call, name);
  return undefined;
};

/** Feature tables in online stores. */
export const publishedTablesService: Service = {
  "ml.FeatureStore.PublishTable": publish,
  "ml.FeatureStore.DeleteOnlineTable": deletion,
};

import type { Access } from "../../authority/unity-catalog/access";
import type { TableInfo } from "../../authority/unity-catalog/infos";
import { schemaRef, tableRef } from "../../authority/unity-catalog/securables";
import { type Call, invalidParameter } from "../../control-plane";
import { requireUsableBudgetPolicy } from "../account/budget-policy-use";
import { requireColumn } from "../unity-catalog/table-columns";
import { requireCreateTable } from "../unity-catalog/tables";

/** Where a pipeline keeps what it needs on its way. */
interface NewPipelineSpec {
  budget_policy_id?: string;
  storage_catalog?: string;
  storage_schema?: string;
}

/** What is synced, and how. */
export interface SyncedTableSpec {
  source_table_full_name?: string;
  primary_key_columns?: string[];
  scheduling_policy?: "CONTINUOUS" | "SNAPSHOT" | "TRIGGERED";
  /** Of rows with one key, that with the greatest value here counts. */
  timeseries_key?: string;
  type_overrides?: { column_name: string; pg_type: string; size?: number }[];
  accelerated_sync?: boolean;
  create_database_objects_if_missing?: boolean;
  existing_pipeline_id?: string;
  new_pipeline_spec?: NewPipelineSpec;
}

const CHANGE_DATA_FEED = "delta.enableChangeDataFeed";

/** The source, if the caller may read it and it can be synced as `spec` says. @throws ApiError */
export function checkedSource(call: Call, access: Access, spec: SyncedTableSpec): TableInfo {
  const { source_table_full_name: name, scheduling_policy: policy, primary_key_columns: keys = [] } = spec;
  if (!name) throw invalidParameter("spec.source_table_full_name is required.");
  if (!policy) throw invalidParameter("spec.scheduling_policy is required.");
  const source = access.usable(tableRef(name), "SELECT");
  if (keys.length === 0) throw invalidParameter("spec.primary_key_columns needs at least one column.");
  for (const key of keys) requireColumn(source, key, "spec.primary_key_columns");
  if (spec.timeseries_key) requireColumn(source, spec.timeseries_key, "spec.timeseries_key");
  for (const { column_name: column } of spec.type_overrides ?? []) requireColumn(source, column, "spec.type_overrides");
  if (policy !== "SNAPSHOT" && source.properties[CHANGE_DATA_FEED] !== "true") {
    throw invalidParameter(
      `Scheduling policy ${policy} needs the change data feed of the source: set the table property ${CHANGE_DATA_FEED} of '${source.full_name}' to true, or use SNAPSHOT.`,
    );
  }
  const budget = spec.new_pipeline_spec?.budget_policy_id;
  if (budget) requireUsableBudgetPolicy(call, "spec.new_pipeline_spec.budget_policy_id", budget);
  requirePipelineStorage(access, spec);
  return source;
}

function requirePipelineStorage(
  access: Access,
  { existing_pipeline_id: id, new_pipeline_spec: pipeline }: SyncedTableSpec,
): void {
  if (!pipeline) return;
  if (id) throw invalidParameter("At most one of spec.existing_pipeline_id and spec.new_pipeline_spec can be set.");
  const { storage_catalog: catalog, storage_schema: schema } = pipeline;
  if (!catalog && !schema) return;
  if (!catalog || !schema) {
    throw invalidParameter("spec.new_pipeline_spec needs both of storage_catalog and storage_schema, or none.");
  }
  requireCreateTable(access, schemaRef(`${catalog}.${schema}`));
}

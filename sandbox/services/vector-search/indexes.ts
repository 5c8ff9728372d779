import { requireLevel } from "../../authority/objects/access-lists";
import { Access } from "../../authority/unity-catalog/access";
import type { TableInfo } from "../../authority/unity-catalog/infos";
import { securables, tableRef } from "../../authority/unity-catalog/securables";
import { type Behaviour, type Call, invalidParameter, notFound, page, type Service } from "../../control-plane";
import { remove } from "../unity-catalog/remove";
import { type GivenColumn, requireColumn } from "../unity-catalog/table-columns";
import { createManagedTable, requireCreateTable, schemaOfTable } from "../unity-catalog/tables";
import { endpointRef, vectorEndpoints } from "./endpoints";
import { indexColumns } from "./index-schema";
import { type DeltaSyncSpec, type VectorIndex, type VectorIndexSettings, vectorIndexes } from "./vector-index";

type ByName = { index_name: string };

const NAME = /^\w+\.\w+\.\w+$/;
const CHANGE_DATA_FEED = "delta.enableChangeDataFeed";

/** How long an index takes to be ready, in milliseconds. */
const PREPARATION = 1000;

/** The settings as they are kept, and the columns that its table has. */
interface Checked {
  settings: VectorIndexSettings;
  columns: readonly GivenColumn[];
}

function checked(access: Access, settings: VectorIndexSettings): Checked {
  const { index_type: type, primary_key: key } = settings;
  const { delta_sync_index_spec: synced, direct_access_index_spec: direct } = settings;
  if (type === "DELTA_SYNC") {
    if (!synced) throw invalidParameter("delta_sync_index_spec is required for an index of type DELTA_SYNC.");
    return { settings, columns: syncedColumns(access, synced, key) };
  }
  if (!direct) throw invalidParameter("direct_access_index_spec is required for an index of type DIRECT_ACCESS.");
  const columns = indexColumns(direct.schema_json ?? "");
  if (!Object.hasOwn(columns, key)) {
    throw invalidParameter(`The primary key ${key} is not among the columns of schema_json.`);
  }
  const kept = { ...settings, direct_access_index_spec: { ...direct, schema_json: JSON.stringify(columns) } };
  return { settings: kept, columns: Object.entries(columns).map(([name, type]) => columnOf(name, type)) };
}

const columnOf = (name: string, type: string): GivenColumn => ({
  name,
  type_text: type,
  type_name: FAMILIES[type] ?? (type.startsWith("array<") ? "ARRAY" : type.toUpperCase()),
});

/** Of Spark's types, those whose family has another name. */
const FAMILIES: Readonly<Record<string, string>> = { bigint: "LONG", smallint: "SHORT", tinyint: "BYTE" };

function syncedColumns(access: Access, spec: DeltaSyncSpec, key: string): readonly GivenColumn[] {
  if (!spec.source_table) throw invalidParameter("delta_sync_index_spec.source_table is required.");
  const source = access.usable(tableRef(spec.source_table), "SELECT");
  requireColumn(source, key, "primary_key");
  for (const { name } of [...(spec.embedding_source_columns ?? []), ...(spec.embedding_vector_columns ?? [])]) {
    requireColumn(source, name ?? "", "delta_sync_index_spec");
  }
  for (const name of spec.columns_to_sync ?? []) requireColumn(source, name, "delta_sync_index_spec.columns_to_sync");
  if (source.properties[CHANGE_DATA_FEED] !== "true") {
    throw invalidParameter(
      `The source table '${source.full_name}' needs its change data feed: set its property ${CHANGE_DATA_FEED} to true.`,
    );
  }
  return source.columns;
}

function shown(call: Call, table: TableInfo): object {
  const { index_type, index_subtype, primary_key, ...index } = existingIndex(call, table);
  const { creator, endpointName, endpointId, pipelineId, createdAt } = index;
  const { delta_sync_index_spec: synced, direct_access_index_spec: direct } = index;
  const ready = call.store.now() - createdAt >= PREPARATION;
  return {
    name: table.full_name,
    creator,
    endpoint_name: endpointName,
    endpoint_id: endpointId,
    index_type,
    index_subtype,
    primary_key,
    ...(synced && { delta_sync_index_spec: { ...synced, pipeline_id: pipelineId } }),
    ...(direct && { direct_access_index_spec: direct }),
    status: { ready, indexed_row_count: 0, message: ready ? "Index is ready." : "Index is being prepared." },
  };
}

function existingIndex(call: Call, table: TableInfo): VectorIndex {
  const index = call.store.get(vectorIndexes, table.table_id);
  if (!index) throw notFound(`'${table.full_name}' is not a vector search index.`);
  return index;
}

const create: Behaviour<VectorIndexSettings & { name: string; endpoint_name: string }> = (
  { name, endpoint_name: endpointName, ...given },
  call,
) => {
  if (!NAME.test(name)) {
    throw invalidParameter(
      "Invalid index name. Must specify the full index name <catalog>.<schema>.<table>. Only alphanumerics and underscores are allowed.",
    );
  }
  const access = Access.of(call);
  const endpoint = vectorEndpoints.existing(call, endpointName);
  requireLevel(call, endpointRef(endpoint), "CAN_USE");
  requireCreateTable(access, schemaOfTable(name));
  const { settings, columns } = checked(access, { index_subtype: "HYBRID", ...given });
  const pipelineId = settings.delta_sync_index_spec ? call.store.uuid() : undefined;
  const table = createManagedTable(call, {
    fullName: name,
    columns,
    type: "FOREIGN",
    format: "VECTOR_INDEX_FORMAT",
    ...(pipelineId && { pipelineId }),
  });
  call.store.put(vectorIndexes, table.table_id, {
    ...settings,
    creator: call.principal.name,
    endpointName,
    endpointId: endpoint.id,
    ...(pipelineId && { pipelineId }),
    createdAt: call.store.now(),
  });
  return shown(call, table);
};

const get: Behaviour<ByName> = ({ index_name: name }, call) =>
  shown(call, Access.of(call).visible(tableRef(name), "SELECT"));

const list: Behaviour<{ endpoint_name: string; page_token?: string }> = (
  { endpoint_name: endpointName, page_token: token },
  call,
) => {
  const endpoint = vectorEndpoints.existing(call, endpointName);
  const access = Access.of(call);
  const entries = call.store.list(securables.table).flatMap(({ key, value: table }) => {
    const index = call.store.get(vectorIndexes, table.table_id);
    const isListed = index?.endpointId === endpoint.id && access.shown(table, tableRef(key), "SELECT");
    return isListed ? [{ key, value: mini(table, index) }] : [];
  });
  const { items, nextToken } = page(entries, { token, size: undefined });
  return { vector_indexes: items, next_page_token: nextToken };
};

const mini = ({ full_name }: TableInfo, index: VectorIndex): object => ({
  name: full_name,
  creator: index.creator,
  endpoint_name: index.endpointName,
  endpoint_id: index.endpointId,
  index_type: index.index_type,
  index_subtype: index.index_subtype,
  primary_key: index.primary_key,
});

const deletion: Behaviour<ByName> = ({ index_name: name }, call) => {
  existingIndex(call, Access.of(call).managed(tableRef(name)));
  remove(call.store, tableRef(name));
  return undefined;
};

/** An index that follows a table is asked to catch up: it has nothing to do that. */
const sync: Behaviour<ByName> = ({ index_name: name }, call) => {
  const table = Access.of(call).managed(tableRef(name));
  if (existingIndex(call, table).index_type !== "DELTA_SYNC") {
    throw invalidParameter(`Index ${table.full_name} is written to directly: there is nothing to sync it with.`);
  }
  return undefined;
};

export const vectorIndexesService: Service = {
  "vectorsearch.VectorSearchIndexes.CreateIndex": create,
  "vectorsearch.VectorSearchIndexes.GetIndex": get,
  "vectorsearch.VectorSearchIndexes.ListIndexes": list,
  "vectorsearch.VectorSearchIndexes.DeleteIndex": deletion,
  "vectorsearch.VectorSearchIndexes.SyncIndex": sync,
};

import type { Call } from "../../control-plane";
import { tableDependents } from "../unity-catalog/dependents";

export interface VectorIndexSettings {
  index_type: "DELTA_SYNC" | "DIRECT_ACCESS";
  index_subtype?: "HYBRID" | "VECTOR" | "FULL_TEXT";
  primary_key: string;
  delta_sync_index_spec?: DeltaSyncSpec;
  direct_access_index_spec?: DirectAccessSpec;
}

interface Embeddings {
  embedding_source_columns?: { name?: string; embedding_model_endpoint_name?: string }[];
  embedding_vector_columns?: { name?: string; embedding_dimension?: number }[];
}

/** It follows a table. */
export interface DeltaSyncSpec extends Embeddings {
  source_table?: string;
  pipeline_type?: "CONTINUOUS" | "TRIGGERED";
  columns_to_sync?: string[];
  columns_to_index?: string[];
  embedding_writeback_table?: string;
}

/** It is written to through its own API. */
export interface DirectAccessSpec extends Embeddings {
  /** A JSON object of columns and their types. */
  schema_json?: string;
}

/** An index with an entry of its own in Unity Catalog, as it was declared. Nothing is searched in it. */
export interface VectorIndex extends VectorIndexSettings {
  creator: string;
  endpointName: string;
  /** Tells the endpoint from a later one of its name. */
  endpointId: string;
  /** Of the pipeline that keeps it in step with its source. */
  pipelineId?: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** By the id of its table in Unity Catalog, and gone with that. */
export const vectorIndexes = tableDependents.collection<VectorIndex>("vector-search.index");

export const indexesOn = ({ store }: Call, endpointId: string): VectorIndex[] =>
  store
    .list(vectorIndexes)
    .map(({ value }) => value)
    .filter((index) => index.endpointId === endpointId);

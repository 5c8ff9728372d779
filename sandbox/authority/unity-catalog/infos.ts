/** What Unity Catalog keeps and shows of each securable, under the API's own names. */

/** What every securable carries. */
export interface Securable {
  name: string;
  full_name?: string;
  owner: string;
  metastore_id: string;
  /** Milliseconds since 1970, as are all of Unity Catalog's times. */
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
  /** In an answer: whether the caller may know of it, and not use it. Not of what nobody browses. */
  browse_only?: boolean;
}

/** The account's metastore of a region. */
export interface MetastoreInfo extends Securable {
  metastore_id: string;
  cloud: "azure";
  region: string;
  global_metastore_id: string;
  storage_root?: string;
  delta_sharing_scope: "INTERNAL";
  privilege_model_version: string;
  default_data_access_config_id?: string;
  external_access_enabled: boolean;
}

export interface AzureManagedIdentity {
  access_connector_id: string;
  managed_identity_id?: string;
  credential_id?: string;
}

export interface StorageCredentialInfo extends Securable {
  id: string;
  comment?: string;
  read_only: boolean;
  isolation_mode: "ISOLATION_MODE_OPEN" | "ISOLATION_MODE_ISOLATED";
  used_for_managed_storage: boolean;
  azure_managed_identity: AzureManagedIdentity;
}

export interface ExternalLocationInfo extends Securable {
  url: string;
  credential_name: string;
  credential_id: string;
  comment?: string;
  read_only: boolean;
  fallback: boolean;
  enable_file_events?: boolean;
  effective_enable_file_events: boolean;
  isolation_mode: "ISOLATION_MODE_OPEN" | "ISOLATION_MODE_ISOLATED";
}

export interface CatalogInfo extends Securable {
  full_name: string;
  comment?: string;
  properties?: Record<string, string>;
  options?: Record<string, string>;
  /** Absent for a catalog that shows what lies elsewhere. */
  storage_root?: string;
  /** Where what it manages lies; below its root. */
  storage_location?: string;
  isolation_mode: "OPEN" | "ISOLATED";
  enable_predictive_optimization: "INHERIT" | "ENABLE" | "DISABLE";
  /** Of tables that it manages itself, or of one database's. */
  catalog_type: "MANAGED_CATALOG" | "MANAGED_ONLINE_CATALOG";
  securable_type: "CATALOG";
}

export interface SchemaInfo extends Securable {
  schema_id: string;
  full_name: string;
  catalog_name: string;
  catalog_type: "MANAGED_CATALOG";
  comment?: string;
  properties?: Record<string, string>;
  storage_root?: string;
  /** Where what it manages lies. Absent: in its catalog's place. */
  storage_location?: string;
  enable_predictive_optimization: "INHERIT" | "ENABLE" | "DISABLE";
}

export interface TableInfo extends Securable {
  table_id: string;
  full_name: string;
  catalog_name: string;
  schema_name: string;
  table_type: string;
  data_source_format?: string;
  columns: ColumnInfo[];
  properties: Record<string, string>;
  table_constraints?: TableConstraint[];
  comment?: string;
  /** Absent for views. */
  storage_location?: string;
  storage_credential_name?: string;
  view_definition?: string;
  /** The pipeline that fills it. */
  pipeline_id?: string;
}

export interface PrimaryKey {
  name: string;
  child_columns: string[];
  /** Those of its columns that tell states of one thing apart by their time. */
  timeseries_columns?: string[];
  rely?: boolean;
}

export interface ForeignKey {
  name: string;
  child_columns: string[];
  /** Full name. */
  parent_table: string;
  parent_columns: string[];
  rely?: boolean;
}

/** Exactly one of the two. */
export interface TableConstraint {
  primary_key_constraint?: PrimaryKey | undefined;
  foreign_key_constraint?: ForeignKey | undefined;
}

/** A column of a table. */
export interface ColumnInfo {
  name: string;
  /** The type as SQL writes it: `decimal(10,2)`. */
  type_text: string;
  /** The type's family: `DECIMAL`. */
  type_name: string;
  /** Spark's description of the field, as JSON. */
  type_json?: string;
  type_precision?: number;
  type_scale?: number;
  type_interval_type?: string;
  /** From 0 on, in the order of the columns. */
  position: number;
  nullable: boolean;
  comment?: string;
  /** Its place among the columns that the table is partitioned by, from 0 on. Absent: it is not. */
  partition_index?: number;
}

export interface VolumeInfo extends Securable {
  volume_id: string;
  full_name: string;
  catalog_name: string;
  schema_name: string;
  volume_type: "MANAGED" | "EXTERNAL";
  storage_location: string;
  comment?: string;
}

/** A registered model as it is kept; a `function` among the securables. */
export interface RegisteredModel extends Securable {
  /** Never changes: what hangs on the model is kept under it, so that a rename moves nothing. */
  model_id: string;
  full_name: string;
  catalog_name: string;
  schema_name: string;
  storage_location: string;
  comment?: string;
  /** Version numbers by alias. */
  aliases: Record<string, number>;
  tags: Record<string, string>;
  deployment_job_id?: string;
  /** The greatest version number ever given: a deleted version's number is not given again. */
  last_version: number;
}

/** The members of a securable, by its type in the API's paths. A registered model is a `function`, as in the service. */
export interface SecurableInfos {
  metastore: MetastoreInfo;
  storage_credential: StorageCredentialInfo;
  external_location: ExternalLocationInfo;
  catalog: CatalogInfo;
  schema: SchemaInfo;
  table: TableInfo;
  volume: VolumeInfo;
  function: RegisteredModel;
}

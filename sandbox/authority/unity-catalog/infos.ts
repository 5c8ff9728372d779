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
  delta_sharing_scope: "INTERNAL" | "INTERNAL_AND_EXTERNAL";
  /** How long a token lives that an open recipient is given; 0: for ever. */
  delta_sharing_recipient_token_lifetime_in_seconds?: number;
  delta_sharing_organization_name?: string;
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

/** For services of the cloud, where a storage credential is for its storage. */
export interface ServiceCredentialInfo extends Securable {
  id: string;
  purpose: "SERVICE";
  comment?: string;
  isolation_mode: "ISOLATION_MODE_OPEN" | "ISOLATION_MODE_ISOLATED";
  azure_managed_identity: AzureManagedIdentity;
}

/** How another data source is reached. What is secret of its options is not kept. */
export interface ConnectionInfo extends Securable {
  connection_id: string;
  connection_type: string;
  credential_type: string;
  full_name: string;
  options: Record<string, string>;
  properties?: Record<string, string>;
  comment?: string;
  read_only: boolean;
  environment_settings?: object;
  url?: string;
  provisioning_info: { state: "ACTIVE" };
  securable_type: "CONNECTION";
}

/** What is shared by Delta Sharing; recipients are granted SELECT on it. */
export interface ShareInfo extends Securable {
  comment?: string;
  storage_root?: string;
  storage_location?: string;
  objects: SharedObject[];
}

export interface SharedObject {
  /** Full name; of a notebook, its path. */
  name: string;
  data_object_type: string;
  /** What recipients see a table as: `schema.table`. */
  shared_as?: string;
  /** What they see anything else as. */
  string_shared_as?: string;
  comment?: string;
  content?: string;
  partitions?: object[];
  cdf_enabled?: boolean;
  history_data_sharing_status?: "ENABLED" | "DISABLED";
  start_version?: number;
  status: "ACTIVE";
  added_at: number;
  added_by: string;
}

/** Whom data are shared with. */
export interface RecipientInfo extends Securable {
  id: string;
  authentication_type: string;
  comment?: string;
  /** `cloud:region:metastore` of another metastore's own. */
  data_recipient_global_metastore_id?: string;
  ip_access_list?: { allowed_ip_addresses?: string[] };
  properties_kvpairs?: { properties: Record<string, string> };
  expiration_time?: number;
  activated: boolean;
  tokens?: RecipientToken[];
}

export interface RecipientToken {
  id: string;
  activation_url: string;
  expiration_time?: number;
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
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
  /** Absent for one of the service's own. */
  enable_predictive_optimization?: "INHERIT" | "ENABLE" | "DISABLE";
  /** Of tables that it manages itself, of one database's, of what a connection leads to, or the service's own. */
  catalog_type: "MANAGED_CATALOG" | "MANAGED_ONLINE_CATALOG" | "FOREIGN_CATALOG" | "SYSTEM_CATALOG";
  provisioning_info?: { state: "ACTIVE" };
  connection_name?: string;
  securable_type: "CATALOG";
}

export interface SchemaInfo extends Securable {
  schema_id: string;
  full_name: string;
  catalog_name: string;
  catalog_type: "MANAGED_CATALOG" | "SYSTEM_CATALOG";
  comment?: string;
  properties?: Record<string, string>;
  storage_root?: string;
  /** Where what it manages lies. Absent: in its catalog's place. */
  storage_location?: string;
  /** Absent for one of the service's own. */
  enable_predictive_optimization?: "INHERIT" | "ENABLE" | "DISABLE";
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
  credential: ServiceCredentialInfo;
  external_location: ExternalLocationInfo;
  connection: ConnectionInfo;
  share: ShareInfo;
  recipient: RecipientInfo;
  catalog: CatalogInfo;
  schema: SchemaInfo;
  table: TableInfo;
  volume: VolumeInfo;
  function: RegisteredModel;
}

import type { GrantsArgs } from "@pulumi/databricks";

interface SecurableFacts {
  /** What people call one. */
  word: string;
  /** Of the resource that makes one; null where Pulumi makes none. */
  token: string | null;
  /** How Unity Catalog lists them, as `list` of the kinds of workspace objects; absent for the only one that there is. */
  list?: { path: string; member: string };
}

/** Catalogs of the service's own, which every metastore has. */
const SYSTEM_CATALOGS: readonly string[] = ["__databricks_internal", "hive_metastore", "samples", "system"];

/** Schema of the service's own, which every catalog has. */
const INFORMATION_SCHEMA = "information_schema";

/**
 * What neither a catalog nor a schema can be called: names of the service's own, and of Spark's. Spark takes the first part
 * of `samples.flights` for the catalog of that name, whichever catalog is used.
 */
export const RESERVED_NAMES: readonly string[] = [
  ...[...SYSTEM_CATALOGS, INFORMATION_SCHEMA],
  ...["global_temp", "spark_catalog"],
];

export const UNITY_CATALOG = "/api/2.1/unity-catalog";

/** Unity Catalog's types of securable that an estate has, by their names in its API, from the outermost in. */
export const SECURABLES = {
  metastore: { word: "metastore", token: null },
  storage_credential: {
    word: "storage credential",
    token: "databricks:index/storageCredential:StorageCredential",
    list: { path: `${UNITY_CATALOG}/storage-credentials`, member: "storage_credentials" },
  },
  external_location: {
    word: "external location",
    token: "databricks:index/externalLocation:ExternalLocation",
    list: { path: `${UNITY_CATALOG}/external-locations`, member: "external_locations" },
  },
  catalog: {
    word: "catalog",
    token: "databricks:index/catalog:Catalog",
    list: { path: `${UNITY_CATALOG}/catalogs`, member: "catalogs" },
  },
  schema: {
    word: "schema",
    token: "databricks:index/schema:Schema",
    list: { path: `${UNITY_CATALOG}/schemas`, member: "schemas" },
  },
  table: {
    word: "table",
    token: "databricks:index/sqlTable:SqlTable",
    list: { path: `${UNITY_CATALOG}/tables`, member: "tables" },
  },
  volume: {
    word: "volume",
    token: "databricks:index/volume:Volume",
    list: { path: `${UNITY_CATALOG}/volumes`, member: "volumes" },
  },
  /** A registered model is one; functions of SQL no estate has. */
  function: {
    word: "model",
    token: "databricks:index/registeredModel:RegisteredModel",
    list: { path: `${UNITY_CATALOG}/models`, member: "registered_models" },
  },
} as const satisfies Readonly<Record<string, SecurableFacts>>;

export type SecurableType = keyof typeof SECURABLES;

export const SECURABLE_TYPES = Object.keys(SECURABLES) as SecurableType[];

/** What a resource of this token makes. */
export const securableTypeOf = (token: string): SecurableType | undefined =>
  SECURABLE_TYPES.find((type) => SECURABLES[type].token === token);

/** Names one securable. */
export interface SecurableAddress {
  type: SecurableType;
  /** Full name with dots; a metastore's id. */
  name: string;
}

/** What can be kept to some workspaces, each of which is then bound to it. */
export const BINDABLE = ["catalog", "external_location", "storage_credential"] as const satisfies SecurableType[];

export type BindableType = (typeof BINDABLE)[number];

/** What lies in a schema, and has no contents of its own. */
export const IN_SCHEMA = ["table", "volume", "function"] as const satisfies SecurableType[];

/** What lies in a securable of each type; in others lies nothing. */
const CONTENTS = { catalog: ["schema", ...IN_SCHEMA], schema: IN_SCHEMA } as const;

/** Types of what lies in a securable of this type. */
export type ContentOf<Type extends SecurableType> = Type extends keyof typeof CONTENTS
  ? (typeof CONTENTS)[Type][number]
  : never;

const contents: { readonly [type in SecurableType]?: readonly SecurableType[] } = CONTENTS;

export const contentsOf = (type: SecurableType): readonly SecurableType[] => contents[type] ?? [];

/** The smallest securable that this one lies in, of those that have names. */
export function containerOf({ name, type }: SecurableAddress): SecurableAddress | undefined {
  const parts = name.split(".");
  if (type === "schema") return { type: "catalog", name: parts[0] ?? "" };
  return contentsOf("schema").includes(type) ? { type: "schema", name: parts.slice(0, 2).join(".") } : undefined;
}

/** Inputs of the resources that make them, of which the full name consists, in its order. */
export const NAMING_INPUTS = ["catalogName", "schemaName", "name"] as const;

/**
 * By which property `Grants` and `Grant` name what they grant on, and of which type that is; null for what no estate has.
 */
export const GRANTED_BY = {
  catalog: "catalog",
  credential: null,
  externalLocation: "external_location",
  foreignConnection: null,
  function: "function",
  mcpService: null,
  metastore: "metastore",
  model: "function",
  modelProviderService: null,
  modelService: null,
  pipeline: null,
  recipient: null,
  schema: "schema",
  secret: null,
  share: null,
  storageCredential: "storage_credential",
  table: "table",
  volume: "volume",
} as const satisfies Readonly<Record<Exclude<keyof GrantsArgs, "grants" | "providerConfig">, SecurableType | null>>;

/** A property that names what is granted on. */
export type GrantedProperty = keyof typeof GRANTED_BY;

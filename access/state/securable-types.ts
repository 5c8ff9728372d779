/** Unity Catalog's types of securable that an estate has, in the words of its API. A registered model is a function. */
export const SECURABLE_TYPES = [
  "metastore",
  "storage_credential",
  "external_location",
  "catalog",
  "schema",
  "table",
  "volume",
  "function",
] as const;

export type SecurableType = (typeof SECURABLE_TYPES)[number];

/** Names one securable. */
export interface SecurableAddress {
  type: SecurableType;
  /** Full name with dots; a metastore's id. */
  name: string;
}

/** What can be done with a securable itself, and so what its owner may do. */
const OWN: { readonly [type in SecurableType]: readonly string[] } = {
  metastore: ["CREATE_CATALOG", "CREATE_EXTERNAL_LOCATION", "CREATE_STORAGE_CREDENTIAL"],
  storage_credential: ["CREATE_EXTERNAL_LOCATION", "CREATE_EXTERNAL_TABLE", "READ_FILES", "WRITE_FILES"],
  external_location: [
    "BROWSE",
    "READ_FILES",
    "WRITE_FILES",
    "CREATE_EXTERNAL_TABLE",
    "CREATE_EXTERNAL_VOLUME",
    "CREATE_MANAGED_STORAGE",
  ],
  catalog: ["BROWSE", "USE_CATALOG", "CREATE_SCHEMA", "APPLY_TAG"],
  schema: [
    "BROWSE",
    "USE_SCHEMA",
    "CREATE_TABLE",
    "CREATE_MATERIALIZED_VIEW",
    "CREATE_VOLUME",
    "CREATE_FUNCTION",
    "CREATE_MODEL",
    "APPLY_TAG",
  ],
  table: ["BROWSE", "SELECT", "MODIFY", "REFRESH", "APPLY_TAG"],
  volume: ["BROWSE", "READ_VOLUME", "WRITE_VOLUME", "APPLY_TAG"],
  function: ["BROWSE", "EXECUTE", "CREATE_MODEL_VERSION", "APPLY_TAG"],
};

/** What lies in a securable of each type. */
const CONTENTS: { readonly [type in SecurableType]?: readonly SecurableType[] } = {
  catalog: ["schema", "table", "volume", "function"],
  schema: ["table", "volume", "function"],
};

const AND_CONTENTS = Object.fromEntries(
  SECURABLE_TYPES.map((type) => [type, [...new Set([type, ...(CONTENTS[type] ?? [])].flatMap((each) => OWN[each]))]]),
);

/** Whether it is about the securable itself, rather than about everything that lies in it. */
export const isOnItself = (privilege: string, type: SecurableType): boolean =>
  privilege === MANAGE || OWN[type].includes(privilege);

/**
 * What may be asked of a securable: what can be done with it and, of a catalog or a schema, with everything in it.
 * `MANAGE` comes last.
 */
export const privilegesOn = (type: SecurableType): readonly string[] => [...(AND_CONTENTS[type] ?? []), MANAGE];

export const MANAGE = "MANAGE";
const ALL_PRIVILEGES = "ALL_PRIVILEGES";

/** `ALL_PRIVILEGES` leaves these out: each must be granted by name. */
const NOT_IN_ALL: readonly string[] = [MANAGE, "EXTERNAL_USE_SCHEMA", "EXTERNAL_USE_LOCATION"];

/** Whether a grant of `held` gives `wanted`. */
export const includesPrivilege = (held: string, wanted: string): boolean =>
  held === wanted || (held === ALL_PRIVILEGES && !NOT_IN_ALL.includes(wanted));

const READING: readonly string[] = [
  "BROWSE",
  "EXECUTE",
  "READ_FILES",
  "READ_VOLUME",
  "SELECT",
  "USE_CATALOG",
  "USE_SCHEMA",
];

/** Whether a read-only binding leaves it. What is not known to read is taken to write. */
export const onlyReads = (privilege: string): boolean => READING.includes(privilege);

/** The smallest securable that this one lies in, of those that have names. */
export function containerOf({ name, type }: SecurableAddress): SecurableAddress | undefined {
  const parts = name.split(".");
  if (type === "schema") return { type: "catalog", name: parts[0] ?? "" };
  if (type === "table" || type === "volume" || type === "function") {
    return { type: "schema", name: parts.slice(0, 2).join(".") };
  }
  return undefined;
}

/** The type of object in a schema that a privilege is about; undefined for those about anything else. */
export const typeInSchemaFor = (privilege: string): SecurableType | undefined =>
  (["table", "volume", "function"] as const).find(
    (type) => OWN[type].includes(privilege) && !["BROWSE", "APPLY_TAG"].includes(privilege),
  );

/** What must be held on a catalog or schema before anything in it can be used. */
export const GATES: { readonly [type in SecurableType]?: string } = { catalog: "USE_CATALOG", schema: "USE_SCHEMA" };

/** What reads on: `storage credential`; what the API calls a function is a model here. */
export const wordFor = (type: SecurableType): string => (type === "function" ? "model" : type.replace("_", " "));

/** `USE CATALOG`: how Databricks' documentation spells a privilege, and people say it. */
export const spelled = (privilege: string): string => privilege.replaceAll("_", " ");

/** The API's spelling of however a privilege or level was written. */
export const apiSpelling = (privilege: string): string =>
  privilege
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, "_");

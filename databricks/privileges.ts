import { type ContentOf, contentsOf, type SecurableType } from "./securables";

/** What can be done with a securable of each type itself, from the weakest on. On what holds others it is granted for them. */
const ON_ITSELF = {
  metastore: [
    "CREATE_CATALOG",
    "CREATE_EXTERNAL_LOCATION",
    "CREATE_STORAGE_CREDENTIAL",
    "CREATE_CLEAN_ROOM",
    "CREATE_CONNECTION",
    "CREATE_PROVIDER",
    "CREATE_RECIPIENT",
    "CREATE_SERVICE_CREDENTIAL",
    "CREATE_SHARE",
    "MANAGE_ALLOWLIST",
    "SET_SHARE_PERMISSION",
    "USE_MARKETPLACE_ASSETS",
    "USE_PROVIDER",
    "USE_RECIPIENT",
    "USE_SHARE",
  ],
  storage_credential: ["CREATE_EXTERNAL_LOCATION", "CREATE_EXTERNAL_TABLE", "READ_FILES", "WRITE_FILES"],
  external_location: [
    "BROWSE",
    "READ_FILES",
    "WRITE_FILES",
    "CREATE_EXTERNAL_TABLE",
    "CREATE_EXTERNAL_VOLUME",
    "CREATE_FOREIGN_SECURABLE",
    "CREATE_MANAGED_STORAGE",
    "EXTERNAL_USE_LOCATION",
  ],
  catalog: ["BROWSE", "USE_CATALOG", "CREATE_SCHEMA", "APPLY_TAG"],
  schema: [
    "USE_SCHEMA",
    "CREATE_TABLE",
    "CREATE_MATERIALIZED_VIEW",
    "CREATE_VOLUME",
    "CREATE_FUNCTION",
    "CREATE_MODEL",
    "APPLY_TAG",
    "EXTERNAL_USE_SCHEMA",
  ],
  table: ["SELECT", "MODIFY", "REFRESH", "APPLY_TAG"],
  volume: ["READ_VOLUME", "WRITE_VOLUME", "APPLY_TAG"],
  function: ["EXECUTE", "CREATE_MODEL_VERSION", "APPLY_TAG"],
} as const satisfies { readonly [type in SecurableType]: readonly string[] };

/** Give whatever else there is to give, now or later. A metastore has neither. */
export const FULL_PRIVILEGES = ["ALL_PRIVILEGES", "MANAGE"] as const;

/** What may be granted on a securable of a type, in the API's spelling: what can be done with it, or with what lies in it. */
export type PrivilegeOn<Type extends SecurableType> =
  | (Type extends "metastore" ? never : (typeof FULL_PRIVILEGES)[number])
  | (typeof ON_ITSELF)[Type | ContentOf<Type>][number];

/** Any of Unity Catalog's privileges, in the API's spelling. */
export type Privilege = PrivilegeOn<SecurableType>;

/** What may be granted on a securable of a type, those that are about itself first. */
export function grantableOn(type: SecurableType): readonly Privilege[] {
  const withContents = [type, ...contentsOf(type)].flatMap((each): readonly Privilege[] => ON_ITSELF[each]);
  return [...new Set<Privilege>([...withContents, ...(type === "metastore" ? [] : FULL_PRIVILEGES)])];
}

/** Whether seeing that something of the type exists is granted on the catalog around it. */
export const isBrowsedByCatalog = (type: SecurableType): boolean => contentsOf("catalog").includes(type);

/** Whether it is about the securable itself, rather than about everything that lies in it. */
export function isOnItself(privilege: string, type: SecurableType): boolean {
  const own: readonly string[] = ON_ITSELF[type];
  return privilege === "MANAGE" || own.includes(privilege) || (privilege === "BROWSE" && isBrowsedByCatalog(type));
}

/** The type of object in a schema that a privilege is about; undefined for those about anything else. */
export const typeInSchemaFor = (privilege: string): SecurableType | undefined =>
  contentsOf("schema").find(
    (type) => isOnItself(privilege, type) && !["APPLY_TAG", "BROWSE", "MANAGE"].includes(privilege),
  );

/** What must be held on a catalog or schema before anything in it can be used. */
export const GATES: { readonly [type in SecurableType]?: Privilege } = { catalog: "USE_CATALOG", schema: "USE_SCHEMA" };

/** `ALL_PRIVILEGES` leaves these out: each must be granted by name. */
const NOT_IN_ALL: readonly string[] = ["MANAGE", "EXTERNAL_USE_SCHEMA", "EXTERNAL_USE_LOCATION"] satisfies Privilege[];

/** Whether a grant of `held` gives `wanted`. */
export const includesPrivilege = (held: string, wanted: string): boolean =>
  held === wanted || (held === "ALL_PRIVILEGES" && !NOT_IN_ALL.includes(wanted));

const READING: readonly string[] = [
  "BROWSE",
  "EXECUTE",
  "READ_FILES",
  "READ_VOLUME",
  "SELECT",
  "USE_CATALOG",
  "USE_SCHEMA",
] satisfies Privilege[];

/** Whether it changes nothing, and so a read-only binding leaves it. What is not known to read is taken to write. */
export const onlyReads = (privilege: string): boolean => READING.includes(privilege);

/** `use catalog` → `USE_CATALOG`: how the API spells a privilege or level, however it was written. */
export const spelledForApi = (privilege: string): string =>
  privilege
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, "_");

/** `USE_CATALOG` → `USE CATALOG`: how Databricks' documentation spells a privilege, and people say it. */
export const spelledForPeople = (privilege: string): string => privilege.replaceAll("_", " ");

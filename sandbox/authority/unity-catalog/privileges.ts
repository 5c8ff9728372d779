import { invalidParameter } from "../../control-plane";
import type { SecurableRef, SecurableType } from "./securables";

/** What may be done with data and objects in a schema; granted on it, on its catalog, or on the object. */
const IN_SCHEMA = [
  "APPLY_TAG",
  "CREATE_FUNCTION",
  "CREATE_MATERIALIZED_VIEW",
  "CREATE_MODEL",
  "CREATE_MODEL_VERSION",
  "CREATE_TABLE",
  "CREATE_VOLUME",
  "EXECUTE",
  "EXTERNAL_USE_SCHEMA",
  "MODIFY",
  "READ_VOLUME",
  "REFRESH",
  "SELECT",
  "USE_SCHEMA",
  "WRITE_VOLUME",
];

const EVERYWHERE = ["ALL_PRIVILEGES", "MANAGE"];

/** Which privileges can be granted on which type of securable: "Unity Catalog privileges and securable objects". */
const GRANTABLE: Readonly<Record<SecurableType, ReadonlySet<string>>> = {
  metastore: new Set([
    "CREATE_CATALOG",
    "CREATE_CLEAN_ROOM",
    "CREATE_CONNECTION",
    "CREATE_EXTERNAL_LOCATION",
    "CREATE_PROVIDER",
    "CREATE_RECIPIENT",
    "CREATE_SERVICE_CREDENTIAL",
    "CREATE_SHARE",
    "CREATE_STORAGE_CREDENTIAL",
    "MANAGE_ALLOWLIST",
    "SET_SHARE_PERMISSION",
    "USE_MARKETPLACE_ASSETS",
    "USE_PROVIDER",
    "USE_RECIPIENT",
    "USE_SHARE",
  ]),
  storage_credential: new Set([
    ...EVERYWHERE,
    "CREATE_EXTERNAL_LOCATION",
    "CREATE_EXTERNAL_TABLE",
    "READ_FILES",
    "WRITE_FILES",
  ]),
  credential: new Set([...EVERYWHERE, "ACCESS", "CREATE_CONNECTION"]),
  connection: new Set([...EVERYWHERE, "CREATE_FOREIGN_CATALOG", "USE_CONNECTION"]),
  // To recipients, and nobody else.
  share: new Set(["SELECT"]),
  recipient: new Set(),
  external_location: new Set([
    ...EVERYWHERE,
    "BROWSE",
    "CREATE_EXTERNAL_TABLE",
    "CREATE_EXTERNAL_VOLUME",
    "CREATE_FOREIGN_SECURABLE",
    "CREATE_MANAGED_STORAGE",
    "EXTERNAL_USE_LOCATION",
    "READ_FILES",
    "WRITE_FILES",
  ]),
  catalog: new Set([...EVERYWHERE, ...IN_SCHEMA, "BROWSE", "CREATE_SCHEMA", "USE_CATALOG"]),
  schema: new Set([...EVERYWHERE, ...IN_SCHEMA]),
  table: new Set([...EVERYWHERE, "APPLY_TAG", "MODIFY", "REFRESH", "SELECT"]),
  volume: new Set([...EVERYWHERE, "APPLY_TAG", "READ_VOLUME", "WRITE_VOLUME"]),
  function: new Set([...EVERYWHERE, "APPLY_TAG", "CREATE_MODEL_VERSION", "EXECUTE"]),
};

/** These are never part of `ALL_PRIVILEGES`: they must be granted by name. */
const NOT_IN_ALL = new Set(["MANAGE", "READ_METADATA", "EXTERNAL_USE_SCHEMA", "EXTERNAL_USE_LOCATION"]);

/** Privileges that a read-only workspace binding leaves. */
const READING = new Set(["BROWSE", "EXECUTE", "READ_FILES", "READ_VOLUME", "SELECT", "USE_CATALOG", "USE_SCHEMA"]);

/** `USE CATALOG` and `use_catalog` are the same privilege. */
const normalised = (privilege: string): string => privilege.toUpperCase().replaceAll(" ", "_");

/** Refuses a privilege that does not apply to the securable's type. */
export function grantable(privilege: string, securable: SecurableRef): string {
  const name = normalised(privilege);
  if (!GRANTABLE[securable.type].has(name)) {
    const entity = `${securable.name}:${securable.type.toUpperCase()}`;
    throw invalidParameter(
      `Privilege ${name} is not applicable to this entity [${entity}]. ` +
        "If this seems unexpected, please check the privilege version of the metastore in use [1.0].",
    );
  }
  return name;
}

/** Whether holding `held` includes `wanted`. */
export const includes = (held: string, wanted: string): boolean =>
  held === wanted || (held === "ALL_PRIVILEGES" && !NOT_IN_ALL.has(wanted));

/** Whether it changes nothing. What is not known to read is taken to write. */
export const onlyReads = (privilege: string): boolean => READING.has(privilege);

/** `USE CATALOG`: how messages spell a privilege. */
export const spelled = (privilege: string): string => privilege.replaceAll("_", " ");

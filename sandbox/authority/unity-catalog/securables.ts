import { ApiError, type Call, Collection, invalidParameter } from "../../control-plane";
import type { Securable, SecurableInfos } from "./infos";

export type SecurableType = keyof SecurableInfos;

/** Where securables of each type are kept, by full name; a metastore by its id. */
export const securables: { readonly [Type in SecurableType]: Collection<SecurableInfos[Type]> } = {
  metastore: new Collection("unity-catalog.metastore"),
  storage_credential: new Collection("unity-catalog.storage-credential"),
  credential: new Collection("unity-catalog.service-credential"),
  external_location: new Collection("unity-catalog.external-location"),
  connection: new Collection("unity-catalog.connection"),
  share: new Collection("unity-catalog.share"),
  recipient: new Collection("unity-catalog.recipient"),
  catalog: new Collection("unity-catalog.catalog"),
  schema: new Collection("unity-catalog.schema"),
  table: new Collection("unity-catalog.table"),
  volume: new Collection("unity-catalog.volume"),
  function: new Collection("unity-catalog.function"),
};

/** The types of what lies in a schema. */
export const TYPES_IN_SCHEMA = ["table", "volume", "function"] as const satisfies SecurableType[];

export const isSecurableType = (word: string): word is SecurableType => Object.hasOwn(securables, word);

/** Names one securable. */
export interface SecurableRef<Type extends SecurableType = SecurableType> {
  type: Type;
  /** Full name with dots; the metastore's id for a metastore. */
  name: string;
}

/** What is kept about a securable has this key. */
export type SecurableKey = readonly [type: SecurableType, name: string];

export const securableKey = ({ type, name }: SecurableRef): SecurableKey => [type, name];

/** Names are kept in lower case, however they are written. */
const refsTo =
  <Type extends SecurableType>(type: Type) =>
  (name: string): SecurableRef<Type> => ({ type, name: name.toLowerCase() });

export const credentialRef = refsTo("storage_credential");
export const serviceCredentialRef = refsTo("credential");
export const connectionRef = refsTo("connection");
export const shareRef = refsTo("share");
export const recipientRef = refsTo("recipient");
export const locationRef = refsTo("external_location");
export const catalogRef = refsTo("catalog");
export const schemaRef = refsTo("schema");
export const tableRef = refsTo("table");
export const volumeRef = refsTo("volume");
export const modelRef = refsTo("function");

/** How messages call each type, and the stem of its error codes. */
const WORDS: Readonly<Record<SecurableType, { title: string; code: string }>> = {
  metastore: { title: "Metastore", code: "METASTORE" },
  storage_credential: { title: "Storage Credential", code: "STORAGE_CREDENTIAL" },
  credential: { title: "Service Credential", code: "CREDENTIAL" },
  connection: { title: "Connection", code: "CONNECTION" },
  share: { title: "Share", code: "SHARE" },
  recipient: { title: "Recipient", code: "RECIPIENT" },
  external_location: { title: "External Location", code: "EXTERNAL_LOCATION" },
  catalog: { title: "Catalog", code: "CATALOG" },
  schema: { title: "Schema", code: "SCHEMA" },
  table: { title: "Table", code: "TABLE" },
  volume: { title: "Volume", code: "VOLUME" },
  function: { title: "Routine or Model", code: "RESOURCE" },
};

/** `Catalog 'prod'`. */
export const described = ({ type, name }: SecurableRef): string => `${WORDS[type].title} '${name}'`;

export const doesNotExist = (ref: SecurableRef): ApiError =>
  new ApiError(404, `${WORDS[ref.type].code}_DOES_NOT_EXIST`, `${described(ref)} does not exist.`);

export const existsAlready = (ref: SecurableRef): ApiError =>
  new ApiError(409, `${WORDS[ref.type].code}_ALREADY_EXISTS`, `${described(ref)} already exists.`);

/** The securable that `ref` lies in: schemas in catalogs, all else in the metastore. */
function parentOf(ref: SecurableRef, metastoreId: string): SecurableRef | undefined {
  if (ref.type === "metastore") return undefined;
  if (ref.type === "schema") return catalogOf(ref.name);
  if (isInSchema(ref.type)) return schemaOf(ref.name);
  return { type: "metastore", name: metastoreId };
}

/** The catalog that what has this full name lies in. */
export const catalogOf = (fullName: string): SecurableRef<"catalog"> => catalogRef(fullName.split(".")[0] ?? "");

/** The schema that what has this full name lies in. */
export const schemaOf = (fullName: string): SecurableRef<"schema"> =>
  schemaRef(fullName.split(".").slice(0, 2).join("."));

/** Catalogs of the service's own, which every metastore has; nobody makes, changes or deletes one. */
export const SYSTEM_CATALOGS: readonly string[] = ["__databricks_internal", "hive_metastore", "samples", "system"];

const IN_CATALOG: readonly SecurableType[] = ["catalog", "schema", ...TYPES_IN_SCHEMA];

/** Whether it is a catalog of the service's own, or lies in one. */
export const isOfSystem = ({ type, name }: SecurableRef): boolean =>
  IN_CATALOG.includes(type) && SYSTEM_CATALOGS.includes(catalogOf(name).name);

/** `ref` and everything that it lies in, innermost first. */
export function lineageOf(ref: SecurableRef, metastoreId: string): SecurableRef[] {
  const parent = parentOf(ref, metastoreId);
  return parent ? [ref, ...lineageOf(parent, metastoreId)] : [ref];
}

const isInSchema = (type: SecurableType): boolean => TYPES_IN_SCHEMA.some((each) => each === type);

const NAME_LIMIT = 255;

/** Refuses a name that Unity Catalog would; returns it as Unity Catalog keeps it, in lower case. */
export function checkedName(name: string, what: SecurableType): string {
  if (name === "" || name.length > NAME_LIMIT) {
    throw invalidParameter(`${WORDS[what].title} name must have 1 to ${NAME_LIMIT} characters, got ${name.length}.`);
  }
  // biome refuses control characters in a literal; they are what the rule is about.
  if (/[./\s]/.test(name) || [...name].some((character) => character < " " || character === "\u007F")) {
    throw invalidParameter(
      `'${name}' is not a valid name. ${WORDS[what].title} names cannot contain periods, spaces, forward slashes or control characters.`,
    );
  }
  return name.toLowerCase();
}

/** The members that a new securable starts with. */
export function newSecurable(call: Call, name: string, metastoreId: string): Securable {
  const now = call.store.now();
  const by = call.principal.name;
  return {
    name,
    owner: by,
    metastore_id: metastoreId,
    created_at: now,
    created_by: by,
    updated_at: now,
    updated_by: by,
  };
}

/** The members that a new securable starts with which can be browsed. */
export function newBrowsable(call: Call, name: string, metastoreId: string): Securable {
  return { ...newSecurable(call, name, metastoreId), browse_only: false };
}

/** The members that every change sets. */
export function changed(call: Call): Pick<Securable, "updated_at" | "updated_by"> {
  return { updated_at: call.store.now(), updated_by: call.principal.name };
}

import { ApiError, type Call, Collection, invalidParameter } from "../../control-plane";

/** Unity Catalog's kinds of securable, in the words of its API's paths. */
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

/** Names one securable. A registered model is a `function`, as in the service. */
export interface SecurableRef {
  type: SecurableType;
  /** Full name with dots; the metastore's id for a metastore. */
  name: string;
}

/** What every securable carries, under the API's own names. */
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
  /** In an answer: the caller may know of it, and not use it. */
  browse_only?: true;
}

/** Where securables of each type are kept, by full name. */
export const securables: { [Type in SecurableType]: Collection<Securable> } = {
  metastore: new Collection("unity-catalog.metastore"),
  storage_credential: new Collection("unity-catalog.storage-credential"),
  external_location: new Collection("unity-catalog.external-location"),
  catalog: new Collection("unity-catalog.catalog"),
  schema: new Collection("unity-catalog.schema"),
  table: new Collection("unity-catalog.table"),
  volume: new Collection("unity-catalog.volume"),
  function: new Collection("unity-catalog.function"),
};

/** How messages call each type, and the stem of its error codes. */
const WORDS: { [Type in SecurableType]: { title: string; code: string } } = {
  metastore: { title: "Metastore", code: "METASTORE" },
  storage_credential: { title: "Storage Credential", code: "STORAGE_CREDENTIAL" },
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
  const parts = ref.name.split(".");
  if (ref.type === "schema") return { type: "catalog", name: parts[0] ?? "" };
  if (isInSchema(ref.type)) return { type: "schema", name: parts.slice(0, 2).join(".") };
  return { type: "metastore", name: metastoreId };
}

/** `ref` and everything that it lies in, innermost first. */
export function lineageOf(ref: SecurableRef, metastoreId: string): SecurableRef[] {
  const parent = parentOf(ref, metastoreId);
  return parent ? [ref, ...lineageOf(parent, metastoreId)] : [ref];
}

export const isInSchema = (type: SecurableType): boolean =>
  type === "table" || type === "volume" || type === "function";

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

/** The members that every change sets. */
export function changed(call: Call): Pick<Securable, "updated_at" | "updated_by"> {
  return { updated_at: call.store.now(), updated_by: call.principal.name };
}

/** As the API spells it: the provider takes `USE CATALOG` and `use_catalog` for the same. */
export const spelled = (privilege: string): string => privilege.trim().toUpperCase().replaceAll(" ", "_");

/** Gives whatever else there is to give, now or later. */
export const FULL = ["ALL_PRIVILEGES", "MANAGE"];

/** Looking at things. Whatever is not in this list may change something. */
const READING = ["BROWSE", "EXECUTE", "READ_FILES", "READ_VOLUME", "SELECT", "USE_CATALOG", "USE_SCHEMA"];

export const changesSomething = (privilege: string): boolean => !READING.includes(privilege);

/** Changing what is in tables and volumes, and what their tags say of them. */
export const CHANGES_DATA = ["APPLY_TAG", "MODIFY", "REFRESH", "WRITE_VOLUME"];

/** `CREATE_MODEL_VERSION` is how a model is written. */
export const WRITES_MODELS = ["CREATE_MODEL", "CREATE_MODEL_VERSION"];

/** Reaching storage by its address, where no privilege on a table or volume is asked for. */
export const REACHES_FILES = [
  "CREATE_EXTERNAL_TABLE",
  "CREATE_EXTERNAL_VOLUME",
  "CREATE_FOREIGN_SECURABLE",
  "CREATE_MANAGED_STORAGE",
  "READ_FILES",
  "WRITE_FILES",
];

export const creates = (privilege: string): boolean => privilege === "CREATE" || privilege.startsWith("CREATE_");

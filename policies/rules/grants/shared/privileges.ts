import type { Privilege } from "../../../../databricks/privileges";

/** Changing what is in tables and volumes, and what their tags say of them. */
export const CHANGES_DATA: readonly string[] = ["APPLY_TAG", "MODIFY", "REFRESH", "WRITE_VOLUME"] satisfies Privilege[];

/** `CREATE_MODEL_VERSION` is how a model is written. */
export const WRITES_MODELS: readonly string[] = ["CREATE_MODEL", "CREATE_MODEL_VERSION"] satisfies Privilege[];

/** Reaching storage by its address, where no privilege on a table or volume is asked for. */
export const REACHES_FILES: readonly string[] = [
  "CREATE_EXTERNAL_TABLE",
  "CREATE_EXTERNAL_VOLUME",
  "CREATE_FOREIGN_SECURABLE",
  "CREATE_MANAGED_STORAGE",
  "READ_FILES",
  "WRITE_FILES",
] satisfies Privilege[];

export const creates = (privilege: string): boolean => privilege === "CREATE" || privilege.startsWith("CREATE_");

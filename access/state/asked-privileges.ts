import { FULL_PRIVILEGES, grantableOn, isBrowsedByCatalog, type Privilege } from "../../databricks/privileges";
import type { SecurableType } from "../../databricks/securables";

/** About what an estate has none of, or about use from outside of Databricks. */
const UNASKED: readonly Privilege[] = [
  "CREATE_CLEAN_ROOM",
  "CREATE_CONNECTION",
  "CREATE_FOREIGN_SECURABLE",
  "CREATE_PROVIDER",
  "CREATE_RECIPIENT",
  "CREATE_SERVICE_CREDENTIAL",
  "CREATE_SHARE",
  "EXTERNAL_USE_LOCATION",
  "EXTERNAL_USE_SCHEMA",
  "MANAGE_ALLOWLIST",
  "SET_SHARE_PERMISSION",
  "USE_MARKETPLACE_ASSETS",
  "USE_PROVIDER",
  "USE_RECIPIENT",
  "USE_SHARE",
  ...FULL_PRIVILEGES,
];

/**
 * What may be asked of a securable: what can be done with it and, of a catalog or a schema, with everything in it.
 * `MANAGE` comes last.
 */
export function privilegesOn(type: SecurableType): readonly Privilege[] {
  const granted = grantableOn(type).filter((privilege) => !UNASKED.includes(privilege));
  return [...(isBrowsedByCatalog(type) ? ["BROWSE" as const] : []), ...granted, "MANAGE"];
}

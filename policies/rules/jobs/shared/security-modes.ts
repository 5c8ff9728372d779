/** Data security modes in which a cluster enforces Unity Catalog's privileges. */
export const ENFORCING_MODES: readonly string[] = [
  "SINGLE_USER",
  "USER_ISOLATION",
  "DATA_SECURITY_MODE_AUTO",
  "DATA_SECURITY_MODE_DEDICATED",
  "DATA_SECURITY_MODE_STANDARD",
];

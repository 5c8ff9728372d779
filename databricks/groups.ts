/** Groups that Databricks makes itself, in every workspace or account. None of the account's own can be called so. */
export const OWN_GROUPS: readonly string[] = ["account users", "admins", "users"];

/** Databricks takes no notice of letter case in groups' names. */
export const isSameGroup = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export const isOwnGroup = (name: string): boolean => OWN_GROUPS.some((own) => isSameGroup(own, name));

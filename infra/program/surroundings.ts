/** What the program is told, besides settings, of the place that it deploys to. `lakestage` looks it up. */
export interface Surroundings {
  /** The account API's address instead of the configured one; undefined: the configured one. */
  accountHost: string | undefined;
  /**
   * Names of the vaults in Azure's bin, from which they must be recovered: Azure keeps a deleted vault's name for days, so
   * that an environment that is made again cannot have a new one.
   */
  deletedVaults: readonly string[];
  /** Whether platforms go without their locks, for a deployment that deletes something which they guard. */
  unlocked: boolean;
}

/** From the environment of the process that the program runs in, or would run in. */
export const surroundingsIn = (environment: Readonly<Record<string, string | undefined>>): Surroundings => ({
  accountHost: environment.LAKESTAGE_ACCOUNT_HOST || undefined,
  unlocked: environment.LAKESTAGE_UNLOCKED === "true",
  deletedVaults: (environment.LAKESTAGE_DELETED_VAULTS ?? "").split(",").filter((name) => name !== ""),
});

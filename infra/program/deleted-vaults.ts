/** In the environment: names of the vaults in Azure's bin, separated by commas. `lakestage up` looks them up. */
const DELETED_VAULTS = "LAKESTAGE_DELETED_VAULTS";

/**
 * Whether a vault of this name lies in Azure's bin, from which it must be recovered: Azure keeps a deleted vault's name
 * for days, so that an environment that is made again cannot have a new one.
 */
export const isInBin = (vaultName: string): boolean =>
  (process.env[DELETED_VAULTS] ?? "").split(",").includes(vaultName);

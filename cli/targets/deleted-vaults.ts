import execa from "execa";

/**
 * Tells the program which vaults lie in Azure's bin: an environment that is made again recovers its own, since Azure
 * keeps the name of a deleted vault for days.
 */
export const deletedVaultsVariable = (names: string[]): Record<string, string> =>
  names.length === 0 ? {} : { LAKESTAGE_DELETED_VAULTS: names.join(",") };

/** The deleted vaults that whoever is logged in to Azure may see; none where the Azure CLI is missing or refuses. */
export async function deletedVaultsInAzure(): Promise<string[]> {
  const parameters = ["keyvault", "list-deleted", "--resource-type", "vault", "--query", "[].name", "-o", "tsv"];
  const { stdout, failed } = await execa("az", parameters, { reject: false });
  return failed ? [] : stdout.split("\n").filter((name) => name !== "");
}

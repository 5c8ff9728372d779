import { type RuleCases, set } from "../../cases/planted";

const catalog = "databricks:index/catalog:Catalog";

export const cases: RuleCases = {
  caught: [
    {
      name: "a catalog that shows another company's share",
      changes: [set(catalog, "unity-catalog-catalog", { providerName: "stranger" })],
      says: "it shows what is shared by the provider stranger",
      engineFree: "the catalog would be made anew, and is protected",
    },
    {
      name: "a catalog under somebody's key",
      stack: "dev.platform",
      changes: [
        set(catalog, "unity-catalog-catalog", {
          managedEncryptionSettings: {
            azureEncryptionSettings: { azureTenantId: "b0a7e5d2-6c1f-4e83-9d24-7f1c0e5a9b36" },
            azureKeyVaultKeyId: "https://stranger.vault.azure.net/keys/k/1",
          },
        }),
      ],
      says: "it is encrypted with a key of its own",
      engineFree: "the sandbox has no keys of catalogs",
    },
  ],
  leftAlone: [
    { name: "a catalog with a comment", changes: [set(catalog, "unity-catalog-catalog", { comment: "production" })] },
  ],
};

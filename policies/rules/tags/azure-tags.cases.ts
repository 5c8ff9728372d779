import { type RuleCases, set } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a storage account without tags",
      changes: [set("azure-native:storage:StorageAccount", "data-lake-account", { tags: undefined })],
      says: "missing",
    },
    {
      name: "a vault of staging that says that it is production's",
      stack: "staging.platform",
      changes: [set("azure-native:keyvault:Vault", "key-vault-vault", { "tags.environment": "prod" })],
      says: "the tag environment is prod, not staging",
    },
  ],
  leftAlone: [
    {
      name: "a vault with tags of the company's beside ours",
      changes: [
        set("azure-native:keyvault:Vault", "key-vault-vault", {
          "tags.stage": "production",
          "tags.cost-center": "2100",
        }),
      ],
    },
  ],
};

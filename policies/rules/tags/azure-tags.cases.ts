import { edit, type RuleCases } from "../../testing/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a storage account without tags",
      changes: [
        edit("azure-native:storage:StorageAccount", "data-lake-account", (inputs) => {
          delete inputs.tags;
        }),
      ],
      says: "missing",
    },
    {
      name: "a vault of staging that says that it is production's",
      stack: "staging",
      changes: [
        edit("azure-native:keyvault:Vault", "key-vault-vault", (inputs) => {
          inputs.tags = { ...inputs.tags, environment: "prod" };
        }),
      ],
      says: "the tag environment is prod, not staging",
    },
  ],
  leftAlone: [
    {
      name: "a vault with tags of the company's beside ours",
      changes: [
        edit("azure-native:keyvault:Vault", "key-vault-vault", (inputs) => {
          inputs.tags = { ...inputs.tags, stage: "production", "cost-center": "2100" };
        }),
      ],
    },
  ],
};

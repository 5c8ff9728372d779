import { edit, type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";
const vault = "azure-native:keyvault:Vault";

export const cases: RuleCases = {
  caught: [
    {
      name: "a tag whose name has a slash",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          inputs.tags = { ...inputs.tags, "lakestage.example/team": "platform" };
        }),
      ],
      says: "the character /",
    },
    {
      name: "a tag twice, in another letter case",
      stack: "dev.platform",
      changes: [set(vault, "key-vault-vault", { "tags.Environment": "development" })],
      says: "Environment is there twice",
    },
    {
      name: "a name that is too long for storage",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.tags = { ...inputs.tags, ["t".repeat(129)]: "yes" };
        }),
      ],
      says: "129 characters",
    },
  ],
  leftAlone: [
    {
      name: "a name of the same length on what is no storage",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          inputs.tags = { ...inputs.tags, ["t".repeat(129)]: "yes" };
        }),
      ],
    },
    {
      name: "a value with a slash",
      changes: [set(account, "data-lake-account", { "tags.source": "github.com/lakestage-example/mlops" })],
    },
  ],
};

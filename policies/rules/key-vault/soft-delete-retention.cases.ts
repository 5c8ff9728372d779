import { edit, type RuleCases } from "../../testing/planted";

const vault = "azure-native:keyvault:Vault";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault in production that forgets after a week",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          if (inputs.properties) inputs.properties.softDeleteRetentionInDays = 7;
        }),
      ],
      says: "7 days",
    },
  ],
  leftAlone: [
    {
      name: "a vault that forgets after a month",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          if (inputs.properties) inputs.properties.softDeleteRetentionInDays = 30;
        }),
      ],
    },
    {
      name: "a vault that does not say, for which Azure takes 90 days",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          delete inputs.properties?.softDeleteRetentionInDays;
        }),
      ],
    },
  ],
};

import { type RuleCases, set } from "../../cases/planted";

const vault = "azure-native:keyvault:Vault";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault in production that forgets after a week",
      changes: [set(vault, "key-vault-vault", { "properties.softDeleteRetentionInDays": 7 })],
      says: "7 days",
    },
  ],
  leftAlone: [
    {
      name: "a vault that forgets after a month",
      changes: [set(vault, "key-vault-vault", { "properties.softDeleteRetentionInDays": 30 })],
    },
    {
      name: "a vault that does not say, for which Azure takes 90 days",
      changes: [set(vault, "key-vault-vault", { "properties.softDeleteRetentionInDays": undefined })],
    },
  ],
};

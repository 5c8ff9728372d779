import { type RuleCases, set } from "../../cases/planted";

const vault = "azure-native:keyvault:Vault";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault in production that may be purged",
      changes: [set(vault, "key-vault-vault", { "properties.enablePurgeProtection": undefined })],
      says: "not switched on",
    },
    {
      name: "a vault in staging with the protection off",
      stack: "staging.platform",
      changes: [set(vault, "key-vault-vault", { "properties.enablePurgeProtection": false })],
      says: "is off",
    },
  ],
  leftAlone: [
    {
      name: "a vault in development that may be purged",
      stack: "dev.platform",
      changes: [set(vault, "key-vault-vault", { "properties.enablePurgeProtection": false })],
    },
  ],
};

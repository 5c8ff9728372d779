import { type RuleCases, set } from "../../cases/planted";

const vault = "azure-native:keyvault:Vault";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault without soft delete",
      stack: "dev.platform",
      changes: [set(vault, "key-vault-vault", { "properties.enableSoftDelete": false })],
      says: "soft delete is off",
    },
  ],
  leftAlone: [
    {
      name: "a vault that does not say, for which Azure switches soft delete on",
      changes: [set(vault, "key-vault-vault", { "properties.enableSoftDelete": undefined })],
    },
  ],
};

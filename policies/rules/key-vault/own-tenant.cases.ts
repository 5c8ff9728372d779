import { type RuleCases, set } from "../../cases/planted";

const vault = "azure-native:keyvault:Vault";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault that trusts a foreign tenant",
      changes: [set(vault, "key-vault-vault", { "properties.tenantId": "9e107d9d-372b-4b68-a5a1-6c1f0a2b3c4d" })],
      says: "9e107d9d",
    },
  ],
  leftAlone: [
    {
      name: "the estate's tenant in capital letters",
      changes: [set(vault, "key-vault-vault", { "properties.tenantId": "0B9C3E6A-3F43-4F7A-8F3E-6F7F6F2C1A01" })],
    },
  ],
};

import { edit, type RuleCases } from "../../testing/planted";

const vault = "azure-native:keyvault:Vault";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault in production that may be purged",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          delete inputs.properties?.enablePurgeProtection;
        }),
      ],
      says: "not switched on",
    },
    {
      name: "a vault in staging with the protection off",
      stack: "staging",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          if (inputs.properties) inputs.properties.enablePurgeProtection = false;
        }),
      ],
      says: "is off",
    },
  ],
  leftAlone: [
    {
      name: "a vault in development that may be purged",
      stack: "dev",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          if (inputs.properties) inputs.properties.enablePurgeProtection = false;
        }),
      ],
    },
  ],
};

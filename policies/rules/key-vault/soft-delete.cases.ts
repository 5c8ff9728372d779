import { edit, type RuleCases } from "../../testing/planted";

const vault = "azure-native:keyvault:Vault";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault without soft delete",
      stack: "dev",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          if (inputs.properties) inputs.properties.enableSoftDelete = false;
        }),
      ],
      says: "soft delete is off",
    },
  ],
  leftAlone: [
    {
      name: "a vault that does not say, for which Azure switches soft delete on",
      changes: [
        edit(vault, "key-vault-vault", (inputs) => {
          delete inputs.properties?.enableSoftDelete;
        }),
      ],
    },
  ],
};

import { edit, type RuleCases } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "an account that takes shared keys",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.allowSharedKeyAccess = true;
        }),
      ],
      says: "allowed",
    },
    {
      name: "an account that does not say, for which Azure allows them",
      stack: "dev",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          delete inputs.allowSharedKeyAccess;
        }),
      ],
      says: "not refused",
    },
  ],
  leftAlone: [
    {
      name: "an account that merely may issue delegation keys",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.defaultToOAuthAuthentication = false;
        }),
      ],
    },
  ],
};

import { edit, type RuleCases } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "an account that still speaks TLS 1.1",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.minimumTlsVersion = "TLS1_1";
        }),
      ],
      says: "TLS1_1",
    },
    {
      name: "an account that does not say",
      stack: "staging",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          delete inputs.minimumTlsVersion;
        }),
      ],
      says: "not set",
    },
  ],
  leftAlone: [
    {
      name: "an account that speaks TLS 1.3 only",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.minimumTlsVersion = "TLS1_3";
        }),
      ],
    },
  ],
};

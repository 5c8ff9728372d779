import { type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "an account that still speaks TLS 1.1",
      changes: [set(account, "data-lake-account", { minimumTlsVersion: "TLS1_1" })],
      says: "TLS1_1",
    },
    {
      name: "an account that does not say",
      stack: "staging.platform",
      changes: [set(account, "data-lake-account", { minimumTlsVersion: undefined })],
      says: "not set",
    },
  ],
  leftAlone: [
    {
      name: "an account that speaks TLS 1.3 only",
      changes: [set(account, "data-lake-account", { minimumTlsVersion: "TLS1_3" })],
    },
  ],
};

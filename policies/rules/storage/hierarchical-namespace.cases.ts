import { type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "an account without directories",
      changes: [set(account, "data-lake-account", { isHnsEnabled: false })],
      says: "hierarchical",
      engineFree: "the engine refuses to replace what is protected",
    },
    {
      name: "an account of a kind that cannot have them",
      changes: [set(account, "data-lake-account", { kind: "BlobStorage" })],
      says: "BlobStorage",
    },
  ],
  leftAlone: [
    {
      name: "a premium account of files, which has them",
      changes: [set(account, "data-lake-account", { kind: "BlockBlobStorage", sku: { name: "Premium_ZRS" } })],
    },
  ],
};

import { edit, type RuleCases } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "an account without directories",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.isHnsEnabled = false;
        }),
      ],
      says: "hierarchical",
      engineFree: "the engine refuses to replace what is protected",
    },
    {
      name: "an account of a kind that cannot have them",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.kind = "BlobStorage";
        }),
      ],
      says: "BlobStorage",
    },
  ],
  leftAlone: [
    {
      name: "a premium account of files, which has them",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.kind = "BlockBlobStorage";
          inputs.sku = { name: "Premium_ZRS" };
        }),
      ],
    },
  ],
};

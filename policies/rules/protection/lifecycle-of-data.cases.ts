import { edit, type RuleCases } from "../../testing/planted";

const policy = "azure-native:storage:ManagementPolicy";

export const cases: RuleCases = {
  caught: [
    {
      name: "a rule that deletes the catalog's old files too",
      stack: "staging",
      changes: [
        edit(policy, "data-lake-expiry", (inputs) => {
          inputs.policy?.rules?.[0]?.definition?.filters?.prefixMatch?.push("catalog/");
        }),
      ],
      says: "catalog/",
    },
    {
      name: "a rule without a prefix, which is about the whole account",
      stack: "staging",
      changes: [
        edit(policy, "data-lake-expiry", (inputs) => {
          delete inputs.policy?.rules?.[0]?.definition?.filters?.prefixMatch;
        }),
      ],
      says: "everything",
    },
    {
      name: "a second rule that archives",
      stack: "staging",
      changes: [
        edit(policy, "data-lake-expiry", (inputs) => {
          inputs.policy?.rules?.push({
            name: "archive",
            type: "Lifecycle",
            definition: {
              actions: { baseBlob: { tierToArchive: { daysAfterModificationGreaterThan: 90 } } },
              filters: { blobTypes: ["blockBlob"], prefixMatch: ["catalog/"] },
            },
          });
        }),
      ],
      says: '"archive"',
    },
  ],
  leftAlone: [
    {
      name: "a directory of the temporary container, sooner",
      stack: "staging",
      changes: [
        edit(policy, "data-lake-expiry", (inputs) => {
          const definition = inputs.policy?.rules?.[0]?.definition;
          if (definition?.filters) definition.filters.prefixMatch = ["temporary/uploads"];
          const baseBlob = definition?.actions?.baseBlob;
          if (baseBlob) baseBlob.delete = { daysAfterModificationGreaterThan: 1 };
        }),
      ],
    },
    {
      name: "a rule that makes the catalog's old files cheaper to keep",
      stack: "staging",
      changes: [
        edit(policy, "data-lake-expiry", (inputs) => {
          inputs.policy?.rules?.push({
            name: "cool",
            type: "Lifecycle",
            definition: {
              actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 90 } } },
              filters: { blobTypes: ["blockBlob"], prefixMatch: ["catalog/"] },
            },
          });
        }),
      ],
    },
  ],
};

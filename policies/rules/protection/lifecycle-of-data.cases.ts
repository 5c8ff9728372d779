import { append, type RuleCases, set } from "../../testing/planted";

const policy = "azure-native:storage:ManagementPolicy";

export const cases: RuleCases = {
  caught: [
    {
      name: "a rule that deletes the catalog's old files too",
      stack: "staging",
      changes: [append(policy, "data-lake-expiry", "policy.rules[0].definition.filters.prefixMatch", "catalog/")],
      says: "catalog/",
    },
    {
      name: "a rule without a prefix, which is about the whole account",
      stack: "staging",
      changes: [set(policy, "data-lake-expiry", { "policy.rules[0].definition.filters.prefixMatch": undefined })],
      says: "everything",
    },
    {
      name: "a second rule that archives",
      stack: "staging",
      changes: [
        append(policy, "data-lake-expiry", "policy.rules", {
          name: "archive",
          type: "Lifecycle",
          definition: {
            actions: { baseBlob: { tierToArchive: { daysAfterModificationGreaterThan: 90 } } },
            filters: { blobTypes: ["blockBlob"], prefixMatch: ["catalog/"] },
          },
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
        set(policy, "data-lake-expiry", {
          "policy.rules[0].definition.filters.prefixMatch": ["temporary/uploads"],
          "policy.rules[0].definition.actions.baseBlob.delete": { daysAfterModificationGreaterThan: 1 },
        }),
      ],
    },
    {
      name: "a rule that makes the catalog's old files cheaper to keep",
      stack: "staging",
      changes: [
        append(policy, "data-lake-expiry", "policy.rules", {
          name: "cool",
          type: "Lifecycle",
          definition: {
            actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 90 } } },
            filters: { blobTypes: ["blockBlob"], prefixMatch: ["catalog/"] },
          },
        }),
      ],
    },
  ],
};

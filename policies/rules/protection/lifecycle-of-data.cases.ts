import { add, append, type RuleCases, set } from "../../cases/planted";

const policy = "azure-native:storage:ManagementPolicy";

const catalogIn = (actions: object) => ({
  accountName: "lakestageprod",
  resourceGroupName: "resource-group",
  policy: {
    rules: [
      {
        name: "old-files",
        type: "Lifecycle",
        definition: {
          actions: { baseBlob: actions },
          filters: { blobTypes: ["blockBlob"], prefixMatch: ["catalog/"] },
        },
      },
    ],
  },
});

export const cases: RuleCases = {
  caught: [
    {
      name: "a rule that deletes the catalog's old files too",
      stack: "staging.platform",
      changes: [append(policy, "data-lake-expiry", "policy.rules[0].definition.filters.prefixMatch", "catalog/")],
      says: "catalog/",
    },
    {
      name: "a rule without a prefix, which is about the whole account",
      stack: "staging.platform",
      changes: [set(policy, "data-lake-expiry", { "policy.rules[0].definition.filters.prefixMatch": undefined })],
      says: "in every container",
    },
    {
      name: "a second rule that archives",
      stack: "staging.platform",
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
    {
      name: "a rule that archives the catalog's files",
      changes: [add(policy, "archive", catalogIn({ tierToArchive: { daysAfterModificationGreaterThan: 90 } }))],
      says: `archives files below "catalog/"`,
    },
    {
      name: "a rule that deletes in another container, whatever its name promises",
      stack: "staging.platform",
      changes: [append(policy, "data-lake-expiry", "policy.rules[0].definition.filters.prefixMatch", "scratch/tests/")],
      says: `deletes files below "scratch/tests/"`,
    },
  ],
  leftAlone: [
    {
      name: "a directory of the temporary container, sooner",
      stack: "staging.platform",
      changes: [
        set(policy, "data-lake-expiry", {
          "policy.rules[0].definition.filters.prefixMatch": ["temporary/uploads"],
          "policy.rules[0].definition.actions.baseBlob.delete": { daysAfterModificationGreaterThan: 1 },
        }),
      ],
    },
    {
      name: "a rule that makes the catalog's old files cheaper to keep",
      stack: "staging.platform",
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
    {
      name: "a rule that moves the catalog's files to a cooler tier, where they can be read",
      changes: [add(policy, "cool", catalogIn({ tierToCool: { daysAfterModificationGreaterThan: 90 } }))],
    },
  ],
};

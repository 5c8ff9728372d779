import { type RuleCases, remove, set } from "../../cases/planted";

const policy = "azure-native:storage:ManagementPolicy";

export const cases: RuleCases = {
  caught: [
    {
      name: "a lifecycle rule that is switched off",
      stack: "staging.platform",
      changes: [set(policy, "data-lake-expiry", { "policy.rules[0].enabled": false })],
      finds: ["data-lake-temporary"],
      says: 'no lifecycle rule empties the container "temporary" after 1 to 365 days',
    },
    {
      name: "a lifecycle rule for one directory",
      stack: "staging.platform",
      changes: [
        set(policy, "data-lake-expiry", { "policy.rules[0].definition.filters.prefixMatch": ["temporary/tests/"] }),
      ],
      finds: ["data-lake-temporary"],
      says: 'no lifecycle rule empties the container "temporary" after 1 to 365 days',
    },
    {
      name: "a lifecycle rule that waits for ten years",
      stack: "staging.platform",
      changes: [
        set(policy, "data-lake-expiry", {
          "policy.rules[0].definition.actions.baseBlob.delete.daysAfterModificationGreaterThan": 3650,
        }),
      ],
      finds: ["data-lake-temporary"],
      says: 'no lifecycle rule empties the container "temporary" after 1 to 365 days',
    },
    {
      name: "no lifecycle rule",
      stack: "staging.platform",
      changes: [remove(policy, "data-lake-expiry")],
      finds: ["data-lake-temporary"],
      says: 'no lifecycle rule empties the container "temporary" after 1 to 365 days',
    },
  ],
  leftAlone: [
    {
      name: "a lifecycle rule that counts from the day a file was made",
      stack: "staging.platform",
      changes: [
        set(policy, "data-lake-expiry", {
          "policy.rules[0].definition.actions": { baseBlob: { delete: { daysAfterCreationGreaterThan: 30 } } },
        }),
      ],
    },
  ],
};

import { edit, type RuleCases, remove } from "../../testing/planted";

const policy = "azure-native:storage:ManagementPolicy";

export const cases: RuleCases = {
  caught: [
    {
      name: "a lifecycle rule that is switched off",
      stack: "staging",
      changes: [
        edit(policy, "data-lake-expiry", (inputs) => {
          const rule = inputs.policy?.rules?.[0];
          if (rule) rule.enabled = false;
        }),
      ],
      finds: ["data-lake-temporary"],
    },
    {
      name: "a lifecycle rule for one directory",
      stack: "staging",
      changes: [
        edit(policy, "data-lake-expiry", (inputs) => {
          const filters = inputs.policy?.rules?.[0]?.definition?.filters;
          if (filters) filters.prefixMatch = ["temporary/tests/"];
        }),
      ],
      finds: ["data-lake-temporary"],
    },
    {
      name: "a lifecycle rule that waits for ten years",
      stack: "staging",
      changes: [
        edit(policy, "data-lake-expiry", (inputs) => {
          const age = inputs.policy?.rules?.[0]?.definition?.actions?.baseBlob?.delete;
          if (age) age.daysAfterModificationGreaterThan = 3650;
        }),
      ],
      finds: ["data-lake-temporary"],
    },
    {
      name: "no lifecycle rule",
      stack: "staging",
      changes: [remove(policy, "data-lake-expiry")],
      finds: ["data-lake-temporary"],
    },
  ],
  leftAlone: [
    {
      name: "a lifecycle rule that counts from the day a file was made",
      stack: "staging",
      changes: [
        edit(policy, "data-lake-expiry", (inputs) => {
          const rule = inputs.policy?.rules?.[0];
          if (rule?.definition)
            rule.definition.actions = { baseBlob: { delete: { daysAfterCreationGreaterThan: 30 } } };
        }),
      ],
    },
  ],
};

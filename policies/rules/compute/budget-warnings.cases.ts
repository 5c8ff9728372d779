import { edit, type RuleCases, set } from "../../cases/planted";

const budget = "azure-native:consumption:Budget";

export const cases: RuleCases = {
  caught: [
    {
      name: "a budget whose warnings are all off",
      changes: [
        edit(budget, "costs-budget", ({ notifications }) => {
          for (const warning of Object.values(notifications ?? {})) if (warning) warning.enabled = false;
        }),
      ],
      says: "does not warn at 80 or 100 percent",
    },
    {
      name: "a budget that warns when twice of it is spent",
      changes: [
        edit(budget, "costs-budget", ({ notifications }) => {
          for (const warning of Object.values(notifications ?? {})) if (warning) warning.threshold = 200;
        }),
      ],
      says: "does not warn at 80 or 100",
    },
    {
      name: "a warning that reaches nobody",
      stack: "staging.platform",
      changes: [
        set(budget, "costs-budget", {
          "notifications.actual-80-percent.contactEmails": [],
          "notifications.actual-80-percent.contactRoles": [],
        }),
      ],
      says: "80 percent reaches nobody",
    },
    {
      name: "a budget with one warning more, to the owners only",
      stack: "staging.platform",
      changes: [
        edit(budget, "costs-budget", ({ notifications }) => {
          if (notifications)
            notifications.more = { ...notifications["actual-80-percent"], threshold: 50, contactEmails: [] };
        }),
      ],
      says: "50 percent reaches nobody by an address",
    },
  ],
  leftAlone: [
    {
      name: "a budget with one warning more",
      changes: [
        edit(budget, "costs-budget", ({ notifications }) => {
          if (notifications) notifications.more = { ...notifications["actual-80-percent"], threshold: 50 };
        }),
      ],
    },
  ],
};

import { type RuleCases, set } from "../../cases/planted";

const budget = "azure-native:consumption:Budget";

export const cases: RuleCases = {
  caught: [
    {
      name: "a budget of the environment's own group alone",
      changes: [set(budget, "costs-budget", { "filter.dimensions.values": ["lakestage-prod"] })],
      says: "lakestage-prod-managed",
    },
    {
      name: "a budget of another environment's machines",
      stack: "staging.platform",
      changes: [
        set(budget, "costs-budget", { "filter.dimensions.values": ["lakestage-staging", "lakestage-prod-managed"] }),
      ],
      says: "the budget leaves lakestage-staging-managed out",
    },
  ],
  leftAlone: [
    {
      name: "a budget of the whole subscription",
      changes: [set(budget, "costs-budget", { filter: undefined })],
    },
    {
      name: "the group's name in other letters",
      changes: [set(budget, "costs-budget", { "filter.dimensions.values": ["Lakestage-Prod-Managed"] })],
    },
  ],
};

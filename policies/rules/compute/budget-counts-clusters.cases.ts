import { edit, type RuleCases } from "../../testing/planted";

const budget = "azure-native:consumption:Budget";

export const cases: RuleCases = {
  caught: [
    {
      name: "a budget of the environment's own group alone",
      changes: [
        edit(budget, "costs-budget", ({ filter }) => {
          if (filter?.dimensions) filter.dimensions.values = ["lakestage-prod"];
        }),
      ],
      says: "lakestage-prod-managed",
    },
    {
      name: "a budget of another environment's machines",
      stack: "staging",
      changes: [
        edit(budget, "costs-budget", ({ filter }) => {
          if (filter?.dimensions) filter.dimensions.values = ["lakestage-staging", "lakestage-prod-managed"];
        }),
      ],
    },
  ],
  leftAlone: [
    {
      name: "a budget of the whole subscription",
      changes: [
        edit(budget, "costs-budget", (inputs) => {
          delete inputs.filter;
        }),
      ],
    },
    {
      name: "the group's name in other letters",
      changes: [
        edit(budget, "costs-budget", ({ filter }) => {
          if (filter?.dimensions) filter.dimensions.values = ["Lakestage-Prod-Managed"];
        }),
      ],
    },
  ],
};

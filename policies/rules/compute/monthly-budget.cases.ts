import { type RuleCases, remove, set } from "../../cases/planted";

const budget = "azure-native:consumption:Budget";

export const cases: RuleCases = {
  caught: [
    {
      name: "an environment without a budget",
      changes: [remove(budget, "costs-budget")],
      finds: ["stack"],
      says: "no budget",
    },
    {
      name: "a budget for the whole year",
      stack: "staging.platform",
      changes: [set(budget, "costs-budget", { timeGrain: "Annually" })],
      says: "Annually",
    },
    {
      name: "a budget far beyond the one of the settings",
      changes: [set(budget, "costs-budget", { amount: 200_000 })],
      says: "200000, not 2000",
    },
  ],
  leftAlone: [
    {
      name: "a small budget",
      changes: [set(budget, "costs-budget", { amount: 10 })],
    },
  ],
};

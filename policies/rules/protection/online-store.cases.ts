import { add, type RuleCases } from "../../cases/planted";
import type { PropertiesOf } from "../../resource-types";

const STORE = "databricks:index/databaseInstance:DatabaseInstance";

const store = (more: Partial<PropertiesOf<typeof STORE>>) =>
  add(STORE, "store", {
    name: "lakestage-prod",
    capacity: "CU_1",
    customTags: [{ key: "environment", value: "prod" }],
    ...more,
  });

export const cases: RuleCases = {
  caught: [
    { name: "a store that is purged", changes: [store({ purgeOnDelete: true })], says: "it is purged" },
    {
      name: "a store that is kept for two days",
      changes: [store({ retentionWindowInDays: 2 })],
      says: "it is kept for 2 days",
    },
    {
      name: "a copy of another store",
      stack: "staging",
      changes: [store({ parentInstanceRef: { name: "lakestage-prod" } })],
      says: "it is a copy of lakestage-prod",
    },
  ],
  leftAlone: [{ name: "a store that is kept for two weeks", changes: [store({ retentionWindowInDays: 14 })] }],
};

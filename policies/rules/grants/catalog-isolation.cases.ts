import { type RuleCases, set } from "../../testing/planted";

const catalog = "databricks:index/catalog:Catalog";

export const cases: RuleCases = {
  caught: [
    {
      name: "an open catalog",
      changes: [set(catalog, "unity-catalog-catalog", { isolationMode: "OPEN" })],
      says: "OPEN",
    },
    {
      name: "a catalog that does not say, which is open",
      stack: "dev",
      changes: [set(catalog, "unity-catalog-catalog", { isolationMode: undefined })],
      says: "not asked for",
    },
  ],
  leftAlone: [
    {
      name: "an isolated catalog that may be browsed without being bound",
      changes: [set(catalog, "unity-catalog-catalog", { browseOnly: true })],
    },
  ],
};

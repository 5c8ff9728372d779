import { edit, type RuleCases } from "../../testing/planted";

const catalog = "databricks:index/catalog:Catalog";

export const cases: RuleCases = {
  caught: [
    {
      name: "an open catalog",
      changes: [
        edit(catalog, "unity-catalog-catalog", (inputs) => {
          inputs.isolationMode = "OPEN";
        }),
      ],
      says: "OPEN",
    },
    {
      name: "a catalog that does not say, which is open",
      stack: "dev",
      changes: [
        edit(catalog, "unity-catalog-catalog", (inputs) => {
          delete inputs.isolationMode;
        }),
      ],
      says: "not asked for",
    },
  ],
  leftAlone: [
    {
      name: "an isolated catalog that may be browsed without being bound",
      changes: [
        edit(catalog, "unity-catalog-catalog", (inputs) => {
          inputs.browseOnly = true;
        }),
      ],
    },
  ],
};

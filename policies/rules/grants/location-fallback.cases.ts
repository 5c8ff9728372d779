import { type RuleCases, set } from "../../cases/planted";

const location = "databricks:index/externalLocation:ExternalLocation";

export const cases: RuleCases = {
  caught: [
    {
      name: "a location that falls back",
      stack: "staging.platform",
      changes: [set(location, "unity-catalog-temporary-location", { fallback: true })],
      says: "fallback is on",
    },
  ],
  leftAlone: [
    {
      name: "a location that says that it does not",
      changes: [set(location, "unity-catalog-catalog-location", { fallback: false })],
    },
  ],
};

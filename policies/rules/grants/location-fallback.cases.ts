import { edit, type RuleCases } from "../../testing/planted";

const location = "databricks:index/externalLocation:ExternalLocation";

export const cases: RuleCases = {
  caught: [
    {
      name: "a location that falls back",
      stack: "staging",
      changes: [
        edit(location, "unity-catalog-temporary-location", (inputs) => {
          inputs.fallback = true;
        }),
      ],
    },
  ],
  leftAlone: [
    {
      name: "a location that says that it does not",
      changes: [
        edit(location, "unity-catalog-catalog-location", (inputs) => {
          inputs.fallback = false;
        }),
      ],
    },
  ],
};

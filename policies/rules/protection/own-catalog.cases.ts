import { edit, type RuleCases } from "../../testing/planted";

const schema = "databricks:index/schema:Schema";

export const cases: RuleCases = {
  caught: [
    {
      name: "a schema of staging in production's catalog",
      stack: "staging.flight-delay",
      changes: [
        edit(schema, "schemas-main", (inputs) => {
          inputs.catalogName = "prod";
        }),
      ],
      says: 'in the catalog "prod", not in "staging"',
      engineFree: "what lies in the schema goes with it",
    },
    {
      name: "a volume of production in development's catalog",
      stack: "prod.flight-delay",
      changes: [
        edit("databricks:index/volume:Volume", "schemas-files", (inputs) => {
          inputs.catalogName = "dev";
        }),
      ],
      engineFree: "the engine refuses to replace what is protected",
    },
  ],
  leftAlone: [
    {
      name: "the catalog's name in other letters",
      stack: "staging.flight-delay",
      changes: [
        edit(schema, "schemas-main", (inputs) => {
          inputs.catalogName = "Staging";
        }),
      ],
    },
  ],
};

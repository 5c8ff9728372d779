import { type RuleCases, set } from "../../cases/planted";

const schema = "databricks:index/schema:Schema";

export const cases: RuleCases = {
  caught: [
    {
      name: "a schema of staging in production's catalog",
      stack: "staging.flight-delay",
      changes: [set(schema, "schemas-main", { catalogName: "prod" })],
      says: 'in the catalog "prod", not in "staging"',
      engineFree: "what lies in the schema goes with it",
    },
    {
      name: "a volume of production in development's catalog",
      stack: "prod.flight-delay",
      changes: [set("databricks:index/volume:Volume", "schemas-files", { catalogName: "dev" })],
      engineFree: "the engine refuses to replace what is protected",
      says: 'it is in the catalog "dev", not in "prod"',
    },
  ],
  leftAlone: [
    {
      name: "the catalog's name in other letters",
      stack: "staging.flight-delay",
      changes: [set(schema, "schemas-main", { catalogName: "Staging" })],
    },
  ],
};

import { type RuleCases, set } from "../../cases/planted";

const schema = "databricks:index/schema:Schema";

export const cases: RuleCases = {
  caught: [
    {
      name: "a schema that is dropped with its tables",
      stack: "prod.flight-delay",
      changes: [set(schema, "schemas-main", { forceDestroy: true })],
      says: "forceDestroy is on",
    },
    {
      name: "a credential that is taken from under its locations",
      changes: [
        set("databricks:index/storageCredential:StorageCredential", "unity-catalog-credential", { forceDestroy: true }),
      ],
      says: "forceDestroy is on",
    },
  ],
  leftAlone: [
    {
      name: "a schema that does not say, and is kept",
      stack: "prod.flight-delay",
      changes: [set(schema, "schemas-main", { forceDestroy: undefined })],
    },
    {
      name: "a schema in staging",
      stack: "staging.flight-delay",
      changes: [set(schema, "schemas-main", { forceDestroy: true })],
    },
  ],
};

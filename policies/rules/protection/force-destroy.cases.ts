import { edit, type RuleCases } from "../../testing/planted";

const schema = "databricks:index/schema:Schema";

export const cases: RuleCases = {
  caught: [
    {
      name: "a schema that is dropped with its tables",
      stack: "prod.flight-delay",
      changes: [
        edit(schema, "schemas-main", (inputs) => {
          inputs.forceDestroy = true;
        }),
      ],
    },
    {
      name: "a credential that is taken from under its locations",
      changes: [
        edit("databricks:index/storageCredential:StorageCredential", "unity-catalog-credential", (inputs) => {
          inputs.forceDestroy = true;
        }),
      ],
    },
  ],
  leftAlone: [
    {
      name: "a schema that does not say, and is kept",
      stack: "prod.flight-delay",
      changes: [
        edit(schema, "schemas-main", (inputs) => {
          delete inputs.forceDestroy;
        }),
      ],
    },
    {
      name: "a schema in staging",
      stack: "staging.flight-delay",
      changes: [
        edit(schema, "schemas-main", (inputs) => {
          inputs.forceDestroy = true;
        }),
      ],
    },
  ],
};

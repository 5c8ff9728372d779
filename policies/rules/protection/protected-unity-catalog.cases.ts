import { add, protect, type RuleCases } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a catalog that may be dropped",
      changes: [protect("databricks:index/catalog:Catalog", "unity-catalog-catalog", false)],
      says: "Catalog",
    },
    {
      name: "a model that may be dropped",
      stack: "prod.flight-delay",
      changes: [protect("databricks:index/registeredModel:RegisteredModel", "model", false)],
      says: "RegisteredModel",
    },
    {
      name: "one more schema",
      stack: "prod.flight-delay",
      changes: [add("databricks:index/schema:Schema", "second", { catalogName: "prod", name: "second" })],
      says: "the engine may delete this Schema",
    },
  ],
  leftAlone: [
    {
      name: "a schema in development",
      stack: "dev.flight-delay",
      changes: [protect("databricks:index/schema:Schema", "schemas-main", false)],
    },
    {
      name: "a job, which the program makes again",
      stack: "prod.flight-delay",
      changes: [protect("databricks:index/job:Job", "training", false)],
    },
  ],
};

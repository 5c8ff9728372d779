import { add, type RuleCases } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a project with a catalog of its own",
      stack: "prod.flight-delay",
      changes: [add("databricks:index/catalog:Catalog", "second", { name: "flights", isolationMode: "ISOLATED" })],
      says: "a Catalog of its own",
    },
    {
      name: "a project that makes the secret scope anew",
      stack: "dev.flight-delay",
      changes: [add("databricks:index/secretScope:SecretScope", "secrets", { name: "lakestage" })],
      says: "project flight-delay declares a SecretScope of its own",
    },
  ],
  leftAlone: [
    {
      name: "an environment with a second catalog",
      changes: [add("databricks:index/catalog:Catalog", "second", { name: "flights", isolationMode: "ISOLATED" })],
    },
    {
      name: "a project with a second schema",
      stack: "prod.flight-delay",
      changes: [add("databricks:index/schema:Schema", "second", { catalogName: "prod", name: "second" })],
    },
  ],
};

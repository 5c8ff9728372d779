import { add, type RuleCases, set } from "../../cases/planted";

const model = "databricks:index/registeredModel:RegisteredModel";

export const cases: RuleCases = {
  caught: [
    {
      name: "a model whose aliases Pulumi minds",
      stack: "prod.flight-delay",
      changes: [add(model, "second", { catalogName: "prod", schemaName: "flight_delay", name: "second" })],
      says: "set back",
    },
    {
      name: "a model that is made with a Champion",
      stack: "dev.diabetes-progression",
      changes: [set(model, "model", { aliases: [{ aliasName: "Champion", versionNum: 1 }] })],
      says: "1 aliases",
    },
  ],
  leftAlone: [
    {
      name: "a model without aliases",
      stack: "prod.flight-delay",
      changes: [set(model, "model", { aliases: [] })],
    },
  ],
};

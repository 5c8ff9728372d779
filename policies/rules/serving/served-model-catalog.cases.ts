import type { RuleCases } from "../../cases/planted";
import { challenger } from "./shared/planted-endpoint";

export const cases: RuleCases = {
  caught: [
    {
      name: "a model out of development that answers in production",
      stack: "prod.flight-delay",
      changes: [challenger({ entityName: "dev.flight_delay.flight_delay" })],
      says: "dev.flight_delay.flight_delay is not in the catalog prod",
    },
    {
      name: "a model of the workspace's old registry",
      stack: "staging.flight-delay",
      changes: [challenger({ entityName: "flight_delay" })],
      says: "no catalog",
    },
  ],
  leftAlone: [
    {
      name: "another model of the same catalog",
      stack: "prod.flight-delay",
      changes: [challenger({ entityName: "prod.flight_delay.baseline" })],
    },
    {
      name: "one of Databricks' own",
      stack: "prod.flight-delay",
      changes: [challenger({ entityName: "system.ai.llama_v3_3_70b_instruct" })],
    },
  ],
};

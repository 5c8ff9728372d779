import type { RuleCases } from "../../cases/planted";
import { monitor } from "./shared/planted-monitoring";

export const cases: RuleCases = {
  caught: [
    {
      name: "metrics in another project's schema",
      stack: "prod.flight-delay",
      changes: [monitor("monitor-requests", { outputSchemaName: "prod.diabetes_progression_monitoring" })],
      says: "prod.diabetes_progression_monitoring",
    },
    {
      name: "metrics in the schema that everything falls into",
      stack: "dev.diabetes-progression",
      changes: [monitor("monitor-predictions", { outputSchemaName: "dev.default" })],
      says: "its metrics go to dev.default",
    },
  ],
  leftAlone: [
    {
      name: "metrics in the project's main schema",
      stack: "prod.flight-delay",
      changes: [monitor("monitor-requests", { outputSchemaName: "prod.flight_delay" })],
    },
  ],
};

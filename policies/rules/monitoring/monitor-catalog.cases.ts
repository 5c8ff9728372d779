import type { RuleCases } from "../../cases/planted";
import { monitor } from "./shared/planted-monitoring";

export const cases: RuleCases = {
  caught: [
    {
      name: "production's metrics in the catalog of development",
      stack: "prod.flight-delay",
      changes: [monitor("monitor-predictions", { outputSchemaName: "dev.flight_delay_monitoring" })],
      says: "dev.flight_delay_monitoring is not in the catalog prod",
    },
    {
      name: "a baseline out of another environment",
      stack: "staging.flight-delay",
      changes: [monitor("monitor-requests", { baselineTableName: "prod.flight_delay.baseline" })],
      says: "prod.flight_delay.baseline",
    },
  ],
  leftAlone: [
    {
      name: "a baseline in another schema of the same catalog",
      stack: "prod.flight-delay",
      changes: [monitor("monitor-requests", { baselineTableName: "`prod`.`dev`.`baseline`" })],
    },
  ],
};

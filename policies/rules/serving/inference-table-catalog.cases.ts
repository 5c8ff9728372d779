import { type RuleCases, set } from "../../cases/planted";
import { gateway } from "./shared/planted-endpoint";

const elsewhere = (catalogName: string, enabled: boolean) =>
  gateway({
    inferenceTableConfig: { enabled, catalogName, schemaName: "flight_delay", tableNamePrefix: "requests" },
  });

export const cases: RuleCases = {
  caught: [
    {
      name: "production's requests in the catalog of development",
      stack: "prod.flight-delay",
      changes: [elsewhere("dev", true)],
      says: "kept in dev, not in prod",
    },
    {
      name: "test requests in production's catalog",
      stack: "staging.flight-delay",
      changes: [elsewhere("prod", true)],
      says: "requests are kept in prod, not in staging",
    },
    {
      name: "traces in another catalog",
      stack: "prod.flight-delay",
      changes: [
        set("databricks:index/modelServing:ModelServing", "endpoint", {
          telemetryConfig: { tableNames: { tracesTable: "dev.flight_delay.traces" } },
        }),
      ],
      says: "what it tells of itself is kept in dev.flight_delay.traces",
    },
  ],
  leftAlone: [
    { name: "a table elsewhere that is off", stack: "dev.flight-delay", changes: [elsewhere("prod", false)] },
  ],
};

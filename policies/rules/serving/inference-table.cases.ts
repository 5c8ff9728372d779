import { type RuleCases, set } from "../../cases/planted";
import { gateway } from "./shared/planted-endpoint";

export const cases: RuleCases = {
  caught: [
    {
      name: "an endpoint without a table",
      stack: "prod.flight-delay",
      changes: [gateway({ inferenceTableConfig: undefined })],
      says: "nowhere",
    },
    {
      name: "an endpoint whose table is off",
      stack: "staging.flight-delay",
      changes: [
        gateway({
          inferenceTableConfig: {
            enabled: false,
            catalogName: "staging",
            schemaName: "flight_delay",
            tableNamePrefix: "flight_delay_requests",
          },
        }),
      ],
      says: "requests and answers are kept nowhere",
    },
  ],
  leftAlone: [
    {
      name: "a table under the old name of the setting",
      stack: "prod.flight-delay",
      changes: [
        set("databricks:index/modelServing:ModelServing", "endpoint", {
          "aiGateway.inferenceTableConfig": undefined,
          "config.autoCaptureConfig": {
            catalogName: "prod",
            schemaName: "flight_delay",
            tableNamePrefix: "flight_delay_requests",
          },
        }),
      ],
    },
  ],
};

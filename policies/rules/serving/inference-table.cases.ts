import { edit, type RuleCases } from "../../testing/planted";
import { gateway } from "./planted-endpoint";

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
    },
  ],
  leftAlone: [
    {
      name: "a table under the old name of the setting",
      stack: "prod.flight-delay",
      changes: [
        edit("databricks:index/modelServing:ModelServing", "endpoint", (inputs) => {
          delete inputs.aiGateway?.inferenceTableConfig;
          if (inputs.config) {
            inputs.config.autoCaptureConfig = {
              catalogName: "prod",
              schemaName: "flight_delay",
              tableNamePrefix: "flight_delay_requests",
            };
          }
        }),
      ],
    },
  ],
};

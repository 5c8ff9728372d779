import { add, type RuleCases } from "../../cases/planted";
import { warehouse } from "./shared/planted-warehouse";

export const cases: RuleCases = {
  caught: [
    {
      name: "the environment's warehouse, made serverless past the settings",
      stack: "prod",
      changes: [warehouse({ enableServerlessCompute: true })],
      says: "outside",
    },
    {
      name: "one warehouse more, that is serverless",
      stack: "prod.flight-delay",
      changes: [
        add("databricks:index/sqlEndpoint:SqlEndpoint", "own", {
          clusterSize: "2X-Small",
          enableServerlessCompute: true,
          warehouseType: "PRO",
        }),
      ],
      says: "it runs outside of the environment's network",
    },
  ],
  leftAlone: [
    {
      name: "one warehouse more in the environment's network",
      stack: "prod",
      changes: [
        add("databricks:index/sqlEndpoint:SqlEndpoint", "own", {
          clusterSize: "2X-Small",
          enableServerlessCompute: false,
          warehouseType: "PRO",
        }),
      ],
    },
  ],
};

import type { RuleCases } from "../../cases/planted";
import { challenger } from "./shared/planted-endpoint";

export const cases: RuleCases = {
  caught: [
    {
      name: "an API key",
      stack: "prod.flight-delay",
      changes: [challenger({ environmentVars: { WEATHER_API_KEY: "planted-key" } })],
      says: "WEATHER_API_KEY of challenger",
    },
    {
      name: "a token of Databricks' own, whatever it is called",
      stack: "dev.flight-delay",
      changes: [challenger({ environmentVars: { LOGIN: `dapi${"0".repeat(32)}` } })],
      says: "LOGIN of challenger is given in the clear",
    },
  ],
  leftAlone: [
    {
      name: "a reference, and settings that only sound alike",
      stack: "prod.flight-delay",
      changes: [
        challenger({
          environmentVars: {
            WEATHER_API_KEY: "{{secrets/lakestage/weather}}",
            TOKENIZERS_PARALLELISM: "false",
            SECRET_SCOPE: "lakestage",
          },
        }),
      ],
    },
  ],
};

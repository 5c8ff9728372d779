import type { RuleCases } from "../../cases/planted";
import { challenger } from "./shared/planted-endpoint";

export const cases: RuleCases = {
  caught: [
    {
      name: "a production model that may sleep",
      stack: "prod.flight-delay",
      changes: [challenger({ scaleToZeroEnabled: true })],
      says: "challenger may scale to zero",
    },
  ],
  leftAlone: [
    {
      name: "the same in development",
      stack: "dev.flight-delay",
      changes: [challenger({ scaleToZeroEnabled: true })],
    },
    {
      name: "a production model that does not say",
      stack: "prod.flight-delay",
      changes: [challenger({ scaleToZeroEnabled: undefined })],
    },
  ],
};

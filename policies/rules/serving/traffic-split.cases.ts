import type { RuleCases } from "../../cases/planted";
import { challenger, traffic } from "./shared/planted-endpoint";

export const cases: RuleCases = {
  caught: [
    {
      name: "traffic that adds up to more than all",
      stack: "prod.flight-delay",
      changes: [traffic({ champion: 90, challenger: 20 })],
      says: "110 percent",
    },
    {
      name: "a route to a model that goes by another name now",
      stack: "dev.flight-delay",
      changes: [challenger({ name: "contender" })],
      says: "challenger gets traffic and is not served",
    },
    {
      name: "two models and no route",
      stack: "prod.flight-delay",
      changes: [traffic({})],
      says: "not said",
    },
  ],
  leftAlone: [
    {
      name: "a Challenger that is served beside, and gets nothing yet",
      stack: "prod.flight-delay",
      changes: [traffic({ champion: 100, challenger: 0 })],
    },
  ],
};

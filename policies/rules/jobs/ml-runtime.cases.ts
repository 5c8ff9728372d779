import type { RuleCases } from "../../cases/planted";
import { firstCluster } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "training on the plain runtime",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { sparkVersion: "17.3.x-scala2.13" })],
      says: "17.3.x-scala2.13",
    },
    {
      name: "training on the newest plain runtime",
      stack: "staging.diabetes-progression",
      changes: [firstCluster("training", { sparkVersion: "auto:latest-lts" })],
      says: "the model is trained on auto:latest-lts",
    },
  ],
  leftAlone: [
    {
      name: "training on an ML runtime",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { sparkVersion: "17.3.x-cpu-ml-scala2.13" })],
    },
    {
      name: "feature tables that are written on the plain runtime",
      stack: "prod.flight-delay",
      changes: [firstCluster("features", { sparkVersion: "17.3.x-scala2.13" })],
    },
  ],
};

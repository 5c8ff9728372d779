import type { RuleCases } from "../../cases/planted";
import { job } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "an environment without a version",
      stack: "prod.flight-delay",
      changes: [job("features", { environments: [{ environmentKey: "python", spec: { dependencies: ["numpy"] } }] })],
      says: "environment python",
    },
    {
      name: "the second of two without a version",
      stack: "staging.flight-delay",
      changes: [
        job("features", {
          environments: [
            { environmentKey: "python", spec: { environmentVersion: "3" } },
            { environmentKey: "other", spec: { environmentVersion: "" } },
          ],
        }),
      ],
      says: "environment other",
    },
  ],
  leftAlone: [
    {
      name: "a version under its old name",
      stack: "prod.flight-delay",
      changes: [job("features", { environments: [{ environmentKey: "python", spec: { client: "2" } }] })],
    },
  ],
};

import type { RuleCases } from "../../cases/planted";
import { job } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a job that runs as a person",
      stack: "prod.flight-delay",
      changes: [job("training", { runAs: { userName: "ada@lakestage.example" } })],
      says: "ada@lakestage.example",
    },
    {
      name: "a job that runs as whoever made it",
      stack: "staging.flight-delay",
      changes: [job("batch-inference", { runAs: undefined })],
      says: "does not say",
    },
  ],
  leftAlone: [
    {
      name: "a job that runs as another service principal",
      stack: "prod.flight-delay",
      changes: [
        job("training", { runAs: { servicePrincipalName: "5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01", userName: "" } }),
      ],
    },
  ],
};

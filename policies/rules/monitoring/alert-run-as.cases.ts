import { type RuleCases, set } from "../../cases/planted";
import { alert } from "./shared/planted-monitoring";

const query = "databricks:index/query:Query";

export const cases: RuleCases = {
  caught: [
    {
      name: "an alert that runs as a person",
      stack: "prod.flight-delay",
      changes: [alert({ runAs: { userName: "ada@lakestage.example" } })],
      says: "ada@lakestage.example",
    },
    {
      name: "an alert that reads as the deployment identity does",
      stack: "prod.flight-delay",
      changes: [alert({ runAs: undefined })],
      says: "whoever deployed it",
    },
    {
      name: "a query that everybody runs as its owner",
      stack: "prod.flight-delay",
      changes: [set(query, "alert-model-decays-query", { runAsMode: "OWNER" })],
      says: "reads as its owner",
    },
    {
      name: "a query of a person's",
      stack: "staging.flight-delay",
      changes: [set(query, "alert-model-decays-query", { ownerUserName: "ada@lakestage.example" })],
      says: "it belongs to ada@lakestage.example",
    },
  ],
  leftAlone: [
    {
      name: "an alert that runs as a service principal",
      stack: "prod.flight-delay",
      changes: [alert({ runAs: { servicePrincipalName: "5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01" } })],
    },
    {
      name: "a query that each runs as themselves",
      stack: "prod.flight-delay",
      changes: [
        set(query, "alert-model-decays-query", {
          runAsMode: "VIEWER",
          ownerUserName: "5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01",
        }),
      ],
    },
  ],
};

import type { RuleCases } from "../../testing/planted";
import { reconfigured } from "./testing/reconfigured";

export const cases: RuleCases = {
  caught: [
    {
      name: "tokens that nobody bounds",
      changes: [reconfigured({ enableTokensConfig: "true" })],
      says: "as long as Databricks lets them",
    },
    {
      name: "tokens that live for two years",
      stack: "staging",
      changes: [reconfigured({ enableTokensConfig: undefined, maxTokenLifetimeDays: "730" })],
      says: "730 days",
    },
    {
      name: "a workspace of development that is told nothing of tokens",
      stack: "dev",
      changes: [reconfigured({ maxTokenLifetimeDays: undefined })],
      says: "personal access tokens live as long as Databricks lets them",
    },
  ],
  leftAlone: [
    {
      name: "tokens that end after a month",
      changes: [reconfigured({ enableTokensConfig: "true", maxTokenLifetimeDays: "30" })],
    },
    {
      name: "a long life for tokens that nobody can have",
      changes: [reconfigured({ enableTokensConfig: "false", maxTokenLifetimeDays: "730" })],
    },
  ],
};

import { type RuleCases, remove } from "../../testing/planted";
import { CONFIGURATION, reconfigured, SHIPPED } from "./testing/reconfigured";

export const cases: RuleCases = {
  caught: [
    {
      name: "personal access tokens in production, short as they may live",
      changes: [reconfigured({ enableTokensConfig: "true", maxTokenLifetimeDays: "7" })],
      says: "enableTokensConfig is true",
    },
    {
      name: "a configuration that says nothing of tokens",
      changes: [reconfigured({ enableTokensConfig: undefined })],
      says: "enableTokensConfig is not set",
    },
    {
      name: "a workspace of production without a configuration",
      changes: [remove(CONFIGURATION, SHIPPED)],
      finds: ["stack"],
      says: "enableTokensConfig is not set, and Databricks decides",
    },
  ],
  leftAlone: [
    {
      name: "short-lived tokens in development",
      stack: "dev",
      changes: [reconfigured({ enableTokensConfig: "true", maxTokenLifetimeDays: "7" })],
    },
    {
      name: "a life for tokens that nobody can have",
      changes: [reconfigured({ maxTokenLifetimeDays: "7" })],
    },
  ],
};

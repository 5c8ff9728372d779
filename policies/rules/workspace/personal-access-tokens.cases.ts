import { type RuleCases, remove } from "../../cases/planted";
import { CONFIGURATION, reconfigured, SHIPPED } from "./shared/planted-configuration";

export const cases: RuleCases = {
  caught: [
    {
      name: "tokens that nobody bounds",
      stack: "prod",
      changes: [reconfigured({ enableTokensConfig: "true" })],
      says: "enableTokensConfig is true",
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
      changes: [reconfigured({ enableTokensConfig: undefined })],
      says: "personal access tokens live as long as Databricks lets them",
    },
    {
      name: "personal access tokens in production, short as they may live",
      stack: "prod",
      changes: [reconfigured({ enableTokensConfig: "true", maxTokenLifetimeDays: "7" })],
      says: "enableTokensConfig is true",
    },
    {
      name: "a configuration that says nothing of tokens",
      stack: "prod",
      changes: [reconfigured({ enableTokensConfig: undefined })],
      says: "enableTokensConfig is not set",
    },
    {
      name: "a workspace of production without a configuration",
      stack: "prod",
      changes: [remove(CONFIGURATION, SHIPPED)],
      finds: ["stack"],
      says: "enableTokensConfig is not set, and Databricks decides",
    },
  ],
  leftAlone: [
    {
      name: "tokens that end after a month",
      stack: "staging",
      changes: [reconfigured({ enableTokensConfig: "true", maxTokenLifetimeDays: "30" })],
    },
    {
      name: "a long life for tokens that nobody can have",
      stack: "prod",
      changes: [reconfigured({ enableTokensConfig: "false", maxTokenLifetimeDays: "730" })],
    },
    {
      name: "short-lived tokens in development",
      stack: "dev",
      changes: [reconfigured({ enableTokensConfig: "true", maxTokenLifetimeDays: "7" })],
    },
    {
      name: "a life for tokens that nobody can have",
      stack: "prod",
      changes: [reconfigured({ maxTokenLifetimeDays: "7" })],
    },
  ],
};

import { add, type RuleCases } from "../../testing/planted";

const conf = "databricks:index/workspaceConf:WorkspaceConf";

export const cases: RuleCases = {
  caught: [
    {
      name: "tokens without an end",
      changes: [add(conf, "configuration", { customConfig: { enableTokensConfig: "true" } })],
      says: "need not end",
    },
    {
      name: "tokens that live for two years",
      stack: "staging",
      changes: [add(conf, "configuration", { customConfig: { maxTokenLifetimeDays: "730" } })],
      says: "730 days",
    },
  ],
  leftAlone: [
    {
      name: "tokens that end after a month",
      changes: [
        add(conf, "configuration", { customConfig: { enableTokensConfig: "true", maxTokenLifetimeDays: "30" } }),
      ],
    },
    {
      name: "a long life for tokens that nobody can have",
      changes: [
        add(conf, "configuration", { customConfig: { enableTokensConfig: "false", maxTokenLifetimeDays: "730" } }),
      ],
    },
  ],
};

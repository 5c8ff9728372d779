import { add, type RuleCases } from "../../testing/planted";

const conf = "databricks:index/workspaceConf:WorkspaceConf";

export const cases: RuleCases = {
  caught: [
    {
      name: "a terminal in production",
      changes: [add(conf, "configuration", { customConfig: { enableWebTerminal: "true" } })],
      says: "enableWebTerminal",
    },
  ],
  leftAlone: [
    {
      name: "a terminal in development",
      stack: "dev",
      changes: [add(conf, "configuration", { customConfig: { enableWebTerminal: "true" } })],
    },
    {
      name: "downloads that are switched off",
      changes: [add(conf, "configuration", { customConfig: { enableResultsDownloading: "false" } })],
    },
  ],
};

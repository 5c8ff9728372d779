import { add, type RuleCases } from "../../testing/planted";

const conf = "databricks:index/workspaceConf:WorkspaceConf";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace that runs retired init scripts",
      changes: [
        add(conf, "configuration", {
          customConfig: { enableResultsDownloading: "false", enableDeprecatedGlobalInitScripts: "true" },
        }),
      ],
      says: "enableDeprecatedGlobalInitScripts is true",
    },
    {
      name: "a workspace without verbose audit logs",
      stack: "dev",
      changes: [add(conf, "configuration", { customConfig: { enableVerboseAuditLogs: "False" } })],
      says: "enableVerboseAuditLogs is false",
    },
  ],
  leftAlone: [
    {
      name: "a workspace whose switches are turned the safe way round",
      changes: [
        add(conf, "configuration", {
          customConfig: { enableVerboseAuditLogs: "true", enableDbfsFileBrowser: "false" },
        }),
      ],
    },
  ],
};

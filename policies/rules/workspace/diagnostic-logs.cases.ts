import { edit, type RuleCases, set } from "../../cases/planted";

const diagnostics = "azure-native:monitor:DiagnosticSetting";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace that logs its jobs only",
      changes: [set(diagnostics, "logs-databricks", { logs: [{ category: "jobs", enabled: true }] })],
      says: "not among the logs",
    },
    {
      name: "a vault whose logs are switched off",
      stack: "dev.platform",
      changes: [
        edit(diagnostics, "logs-key-vault", (inputs) => {
          for (const log of inputs.logs ?? []) log.enabled = false;
        }),
      ],
      says: "switched off",
    },
    {
      name: "logs that go to an archive that nobody can ask",
      stack: "staging.platform",
      changes: [
        set(diagnostics, "logs-data-lake", {
          workspaceId: undefined,
          storageAccountId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a",
        }),
      ],
      says: "no log workspace",
    },
  ],
  leftAlone: [
    {
      name: "every log, and one of them by its name too",
      changes: [
        set(diagnostics, "logs-databricks", {
          logs: [
            { category: "jobs", enabled: false },
            { categoryGroup: "allLogs", enabled: true },
          ],
        }),
      ],
    },
    {
      name: "storage whose metrics are not kept",
      changes: [set(diagnostics, "logs-data-lake", { metrics: undefined })],
    },
  ],
};

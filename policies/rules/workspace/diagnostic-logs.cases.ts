import { edit, type RuleCases } from "../../testing/planted";

const diagnostics = "azure-native:monitor:DiagnosticSetting";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace that logs its jobs only",
      changes: [
        edit(diagnostics, "logs-databricks", (inputs) => {
          inputs.logs = [{ category: "jobs", enabled: true }];
        }),
      ],
      says: "not among the logs",
    },
    {
      name: "a vault whose logs are switched off",
      stack: "dev",
      changes: [
        edit(diagnostics, "logs-key-vault", (inputs) => {
          for (const log of inputs.logs ?? []) log.enabled = false;
        }),
      ],
      says: "switched off",
    },
    {
      name: "logs that go to an archive that nobody can ask",
      stack: "staging",
      changes: [
        edit(diagnostics, "logs-data-lake", (inputs) => {
          delete inputs.workspaceId;
          inputs.storageAccountId = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a";
        }),
      ],
      says: "no log workspace",
    },
  ],
  leftAlone: [
    {
      name: "every log, and one of them by its name too",
      changes: [
        edit(diagnostics, "logs-databricks", (inputs) => {
          inputs.logs = [
            { category: "jobs", enabled: false },
            { categoryGroup: "allLogs", enabled: true },
          ];
        }),
      ],
    },
    {
      name: "storage whose metrics are not kept",
      changes: [
        edit(diagnostics, "logs-data-lake", (inputs) => {
          delete inputs.metrics;
        }),
      ],
    },
  ],
};

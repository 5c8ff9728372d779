import { add, type RuleCases, remove, set } from "../../cases/planted";

const diagnostics = "azure-native:monitor:DiagnosticSetting";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace without a diagnostic setting",
      changes: [remove(diagnostics, "logs-databricks")],
      finds: ["stack"],
      says: "have 1 diagnostic settings",
    },
    {
      name: "a vault in whose place the workspace has a second one",
      stack: "dev.platform",
      changes: [set(diagnostics, "logs-key-vault", { resourceUri: "databricks-workspace-id" })],
      engineFree: "ids of resources are Azure's own there",
      finds: ["stack"],
      says: "databricks-workspace, key-vault-vault have 1 diagnostic settings between them",
    },
  ],
  leftAlone: [
    {
      name: "a diagnostic setting of another name, and a second one for the storage",
      changes: [
        set(diagnostics, "logs-databricks", { name: "audit" }),
        add(diagnostics, "logs-queues", {
          resourceUri:
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a/queueServices/default",
        }),
      ],
    },
  ],
};

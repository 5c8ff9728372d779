import { add, edit, type RuleCases, remove, set } from "../../cases/planted";

const setting = "azure-native:monitor:DiagnosticSetting";

export const cases: RuleCases = {
  caught: [
    {
      name: "a log without reads",
      changes: [
        set(setting, "logs-data-lake", {
          logs: [
            { category: "StorageRead", enabled: false },
            { category: "StorageWrite", enabled: true },
            { category: "StorageDelete", enabled: true },
          ],
        }),
      ],
      says: "no StorageRead",
    },
    {
      name: "no log",
      stack: "staging.platform",
      changes: [remove(setting, "logs-data-lake")],
      finds: ["data-lake-account"],
      says: "no log",
    },
    {
      name: "a log of the account, which has metrics only",
      changes: [
        set(setting, "logs-data-lake", {
          resourceUri: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/lake",
        }),
      ],
      finds: ["data-lake-account"],
      says: "log of its blob service",
    },
    {
      name: "a queue whose log has writes only",
      changes: [
        add(setting, "logs-queues", {
          resourceUri: "/subscriptions/s/storageAccounts/lake/queueServices/default",
          logs: [{ category: "StorageWrite", enabled: true }],
        }),
      ],
      says: "StorageRead, StorageDelete",
    },
    {
      name: "a queue without a log",
      changes: [{ kind: "add", type: "azure-native:storage:Queue", name: "events", inputs: { queueName: "events" } }],
      says: "queue service",
      engineFree: "the sandbox has no azure-native:storage:Queue",
    },
  ],
  leftAlone: [
    {
      name: "a log with each category by name",
      changes: [
        set(setting, "logs-data-lake", {
          logs: ["StorageRead", "StorageWrite", "StorageDelete"].map((category) => ({
            category,
            enabled: true,
          })),
        }),
      ],
    },
    {
      name: "the service's id in another letter case",
      changes: [
        edit(setting, "logs-data-lake", (inputs) => {
          inputs.resourceUri = inputs.resourceUri?.toUpperCase();
        }),
      ],
    },
  ],
};

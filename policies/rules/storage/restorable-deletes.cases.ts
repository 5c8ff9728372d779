import { type RuleCases, remove, set } from "../../cases/planted";

const service = "azure-native:storage:BlobServiceProperties";

export const cases: RuleCases = {
  caught: [
    {
      name: "files that are gone at once",
      changes: [set(service, "data-lake-soft-delete", { "deleteRetentionPolicy.enabled": false })],
      says: "deleted files cannot",
    },
    {
      name: "containers that can be restored for two days",
      stack: "staging.platform",
      changes: [set(service, "data-lake-soft-delete", { containerDeleteRetentionPolicy: { enabled: true, days: 2 } })],
      says: "2 days only",
    },
    {
      name: "a way around the days",
      changes: [set(service, "data-lake-soft-delete", { "deleteRetentionPolicy.allowPermanentDelete": true })],
      says: "for good",
    },
    {
      name: "an account without settings of its blob service",
      changes: [remove(service, "data-lake-soft-delete")],
      finds: ["data-lake-account"],
      says: "no soft delete",
    },
  ],
  leftAlone: [
    {
      name: "deleted versions of files for a month, and no permanent delete",
      changes: [
        set(service, "data-lake-soft-delete", {
          deleteRetentionPolicy: { enabled: true, days: 30, allowPermanentDelete: false },
        }),
      ],
    },
  ],
};

import { type RuleCases, set } from "../../cases/planted";

const credential = "databricks:index/storageCredential:StorageCredential";
const location = "databricks:index/externalLocation:ExternalLocation";

export const cases: RuleCases = {
  caught: [
    {
      name: "development with production's connector",
      stack: "dev.platform",
      changes: [
        set(credential, "unity-catalog-credential", {
          azureManagedIdentity: {
            accessConnectorId:
              "/subscriptions/s/resourceGroups/lakestage-prod/providers/Microsoft.Databricks/accessConnectors/lakestage-prod",
          },
        }),
      ],
      says: "accessConnectors/lakestage-prod is no connector of the stack",
    },
    {
      name: "a location that is reached by another credential",
      stack: "staging.platform",
      changes: [set(location, "unity-catalog-catalog-location", { credentialName: "prod-storage" })],
      says: "prod-storage is no credential of the stack",
      engineFree: "the workspace has no such credential",
    },
    {
      name: "a queue in which a stranger writes",
      changes: [
        set(location, "unity-catalog-catalog-location", {
          fileEventQueue: { providedAqs: { queueUrl: "https://stranger.queue.core.windows.net/q" } },
        }),
      ],
      says: "it believes what a queue says of files",
      engineFree: "the sandbox has no queues",
    },
  ],
  leftAlone: [
    {
      name: "a location with a comment",
      changes: [set(location, "unity-catalog-catalog-location", { comment: "production" })],
    },
  ],
};

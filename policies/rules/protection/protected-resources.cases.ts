import { add, protect, type RuleCases } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "an account that may be deleted",
      changes: [protect("azure-native:storage:StorageAccount", "data-lake-account", false)],
      says: "StorageAccount",
    },
    {
      name: "one more container that may be deleted",
      changes: [
        add("azure-native:storage:BlobContainer", "landing", {
          accountName: "lake",
          containerName: "landing",
          resourceGroupName: "lakestage-prod",
        }),
      ],
      says: "the engine may delete this BlobContainer",
    },
  ],
  leftAlone: [
    {
      name: "an account in staging, where everything can be made again",
      stack: "staging.platform",
      changes: [protect("azure-native:storage:StorageAccount", "data-lake-account", false)],
    },
    {
      name: "a security group, which the program makes again",
      changes: [protect("azure-native:network:NetworkSecurityGroup", "network-rules", false)],
    },
  ],
};

import { add, type RuleCases, set } from "../../cases/planted";

const container = "azure-native:storage:BlobContainer";

export const cases: RuleCases = {
  caught: [
    {
      name: "the catalog's container, its files open to everybody",
      changes: [set(container, "data-lake-catalog", { publicAccess: "Blob" })],
      says: `"Blob"`,
    },
    {
      name: "a new container that everybody may list",
      stack: "dev.platform",
      changes: [
        add(container, "exchange", {
          accountName: "lakestagedev",
          resourceGroupName: "resource-group",
          publicAccess: "Container",
        }),
      ],
      says: `"Container"`,
    },
  ],
  leftAlone: [
    {
      name: "a new container that does not say, which Azure closes",
      changes: [
        add(container, "exchange", {
          accountName: "lakestageprod",
          resourceGroupName: "resource-group",
          containerName: "public",
        }),
      ],
    },
  ],
};

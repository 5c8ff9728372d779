import { declaredBy } from "../../testing/declared-resources";
import { StorageDoors } from "./storage-doors";

const declared = () =>
  declaredBy(
    () =>
      new StorageDoors("doors", {
        resourceGroupName: "group-of-prod",
        location: "westeurope",
        tags: {},
        accountId: "storage-of-prod",
        endpointName: (target) => `lakestage-prod-${target}`,
        networks: {
          dev: { endpointSubnetId: "subnet-of-dev", storageZones: { blob: "blob-of-dev", dfs: "dfs-of-dev" } },
        },
      }),
  );

describe("doors to storage that takes private endpoints only", () => {
  it("are in the network of whom they are for, one for each of its addresses", async () => {
    const endpoints = (await declared()).ofType("azure-native:network:PrivateEndpoint");
    expect(endpoints.map(({ inputs }) => inputs)).toMatchObject(
      ["dfs", "blob"].map((groupId) => ({
        privateEndpointName: `lakestage-prod-data-lake-${groupId}-in-dev`,
        resourceGroupName: "group-of-prod",
        subnet: { id: "subnet-of-dev" },
        privateLinkServiceConnections: [{ privateLinkServiceId: "storage-of-prod", groupIds: [groupId] }],
      })),
    );
  });

  it("are named in the zones that this network looks names up in", async () => {
    const groups = (await declared()).ofType("azure-native:network:PrivateDnsZoneGroup");
    expect(groups.map(({ inputs }) => inputs.privateDnsZoneConfigs)).toEqual([
      [{ name: "zone", privateDnsZoneId: "dfs-of-dev" }],
      [{ name: "zone", privateDnsZoneId: "blob-of-dev" }],
    ]);
  });
});

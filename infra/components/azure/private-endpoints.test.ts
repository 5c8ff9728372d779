import { declaredBy } from "../../testing/declared-resources";
import { PrivateEndpoints } from "./private-endpoints";

const declared = () =>
  declaredBy(
    () =>
      new PrivateEndpoints("private", {
        resourceGroupName: "group",
        location: "westeurope",
        tags: {},
        virtualNetworkId: "network",
        subnetId: "subnet",
        endpointName: (target) => `lakestage-${target}`,
        targets: {
          workspace: { subResource: "databricks_ui_api", resourceId: "workspace" },
          "sign-in": { subResource: "browser_authentication", resourceId: "workspace" },
          vault: { subResource: "vault", resourceId: "vault" },
        },
      }),
  );

describe("private endpoints", () => {
  it("lead to a part of a service each", async () => {
    const endpoints = (await declared()).ofType("azure-native:network:PrivateEndpoint");
    expect(endpoints.map(({ inputs }) => inputs.privateLinkServiceConnections)).toEqual([
      [{ name: "workspace", privateLinkServiceId: "workspace", groupIds: ["databricks_ui_api"] }],
      [{ name: "sign-in", privateLinkServiceId: "workspace", groupIds: ["browser_authentication"] }],
      [{ name: "vault", privateLinkServiceId: "vault", groupIds: ["vault"] }],
    ]);
  });

  it("share one zone, linked once, where Azure reserves one for both", async () => {
    const { names } = await declared();
    expect(names.filter((name) => name.includes("azuredatabricks"))).toEqual([
      "private-privatelink.azuredatabricks.net",
      "private-privatelink.azuredatabricks.net-link",
    ]);
  });

  it("are named in their zone", async () => {
    const groups = (await declared()).ofType("azure-native:network:PrivateDnsZoneGroup");
    expect(groups.map(({ inputs }) => inputs.privateDnsZoneConfigs)).toEqual([
      [{ name: "zone", privateDnsZoneId: "private-privatelink.azuredatabricks.net-id" }],
      [{ name: "zone", privateDnsZoneId: "private-privatelink.azuredatabricks.net-id" }],
      [{ name: "zone", privateDnsZoneId: "private-privatelink.vaultcore.azure.net-id" }],
    ]);
  });
});

import { ArmSandbox } from "../../../testing/arm";
import { network, subnetBody } from "../../../testing/virtual-networks";

describe("a virtual network", () => {
  let arm: ArmSandbox;
  const vnet = (): string => arm.id("Microsoft.Network/virtualNetworks/vnet-dev");
  const subnet = (name: string): string => `${vnet()}/subnets/${name}`;

  beforeEach(async () => {
    arm = await ArmSandbox.start();
  });
  afterEach(async () => arm.stop());

  it("shows its subnets, which are resources of their own as well", async () => {
    await arm.put(vnet(), network());
    await arm.put(subnet("public"), subnetBody("10.0.1.0/24"));
    expect(await arm.get(vnet())).toMatchObject({
      properties: { subnets: [{ name: "public", id: subnet("public") }] },
    });
    expect(await arm.get(subnet("public"))).toMatchObject({
      properties: { addressPrefix: "10.0.1.0/24", privateEndpointNetworkPolicies: "Disabled" },
    });
  });

  it("loses the subnets that a PUT leaves out, and keeps those that it names", async () => {
    await arm.put(vnet(), network());
    await arm.put(subnet("a"), subnetBody("10.0.1.0/24"));
    await arm.put(subnet("b"), subnetBody("10.0.2.0/24"));
    await arm.put(vnet(), network({ subnets: [{ name: "a", ...subnetBody("10.0.1.0/24") }] }));
    expect((await arm.call("GET", subnet("a"))).status).toBe(200);
    expect((await arm.call("GET", subnet("b"))).status).toBe(404);
  });

  it("takes subnets only within its address space, and not over each other", async () => {
    await arm.put(vnet(), network());
    await arm.put(subnet("a"), subnetBody("10.0.1.0/24"));
    expect(await arm.refusalOf(subnet("b"), subnetBody("10.9.0.0/24"))).toEqual([400, "NetcfgInvalidSubnet"]);
    expect(await arm.refusalOf(subnet("b"), subnetBody("10.0.1.128/25"))).toEqual([400, "NetcfgSubnetRangesOverlap"]);
    expect(await arm.refusalOf(subnet("b"), subnetBody("10.0.1.1/24"))).toEqual([400, "InvalidAddressPrefixFormat"]);
    const moved = {
      addressSpace: { addressPrefixes: ["10.5.0.0/16"] },
      subnets: [{ name: "a", ...subnetBody("10.0.1.0/24") }],
    };
    expect(await arm.refusalOf(vnet(), network(moved))).toEqual([400, "NetcfgInvalidSubnet"]);
  });

  it("keeps a subnet's addresses while something has some of them", async () => {
    await arm.put(vnet(), network());
    await arm.put(subnet("pe"), subnetBody("10.0.3.0/24"));
    await arm.put(subnet("pe"), subnetBody("10.0.4.0/24"));
    const vault = arm.id("Microsoft.KeyVault/vaults/kv-lakestage-dev");
    await arm.put(vault, {
      location: "westeurope",
      properties: { tenantId: arm.tenantId, sku: { family: "A", name: "standard" } },
    });
    const connection = { name: "vault", properties: { privateLinkServiceId: vault, groupIds: ["vault"] } };
    await arm.put(arm.id("Microsoft.Network/privateEndpoints/pe-kv"), {
      location: "westeurope",
      properties: { subnet: { id: subnet("pe") }, privateLinkServiceConnections: [connection] },
    });
    const moved = subnetBody("10.0.0.0/20");
    expect(await arm.refusalOf(subnet("pe"), moved)).toEqual([400, "InUsePrefixCannotBeDeleted"]);
    expect(await arm.refusalOf(vnet(), network({ subnets: [{ name: "pe", ...moved }] }))).toEqual([
      400,
      "InUsePrefixCannotBeDeleted",
    ]);
    await arm.put(subnet("pe"), subnetBody("10.0.4.0/24", { privateEndpointNetworkPolicies: "Enabled" }));
  });

  it("keeps a subnet and a security group while they are in use", async () => {
    const group = arm.id("Microsoft.Network/networkSecurityGroups/nsg-dev");
    const vault = arm.id("Microsoft.KeyVault/vaults/kv-lakestage-dev");
    const endpoint = arm.id("Microsoft.Network/privateEndpoints/pe-kv");
    await arm.put(group, { location: "westeurope" });
    await arm.put(vnet(), network());
    await arm.put(subnet("pe"), subnetBody("10.0.3.0/24", { networkSecurityGroup: { id: group } }));
    await arm.put(vault, {
      location: "westeurope",
      properties: { tenantId: arm.tenantId, sku: { family: "A", name: "standard" } },
    });
    const connection = { privateLinkServiceId: vault, groupIds: ["vault"] };
    await arm.put(endpoint, {
      location: "westeurope",
      properties: {
        subnet: { id: subnet("pe") },
        privateLinkServiceConnections: [{ name: "vault", properties: connection }],
      },
    });
    expect(await arm.deletionOf(group)).toEqual([400, "InUseNetworkSecurityGroupCannotBeDeleted"]);
    expect(await arm.deletionOf(subnet("pe"))).toEqual([400, "InUseSubnetCannotBeDeleted"]);
    expect(await arm.deletionOf(vnet())).toEqual([400, "InUseSubnetCannotBeDeleted"]);
    expect(await arm.deletionOf(endpoint)).toEqual([200, undefined]);
    expect(await arm.deletionOf(vnet())).toEqual([200, undefined]);
  });

  it("connects a private endpoint only to what its target offers", async () => {
    const account = arm.id("Microsoft.Storage/storageAccounts/stlakestagedev");
    await arm.put(vnet(), network());
    await arm.put(subnet("pe"), subnetBody("10.0.3.0/24"));
    await arm.put(account, { location: "westeurope", kind: "StorageV2", sku: { name: "Standard_LRS" } });
    const to = (groupId: string) => ({
      location: "westeurope",
      properties: {
        subnet: { id: subnet("pe") },
        privateLinkServiceConnections: [
          { name: "c", properties: { privateLinkServiceId: account, groupIds: [groupId] } },
        ],
      },
    });
    const endpoint = arm.id("Microsoft.Network/privateEndpoints/pe-dfs");
    expect(await arm.refusalOf(endpoint, to("vault"))).toEqual([400, "PrivateEndpointGroupIdInvalid"]);
    expect(await arm.put(endpoint, to("dfs"))).toMatchObject({ properties: { provisioningState: "Creating" } });
  });
});

describe("a network security group", () => {
  let arm: ArmSandbox;

  beforeEach(async () => {
    arm = await ArmSandbox.start();
  });
  afterEach(async () => arm.stop());

  it("has one rule for each priority and direction", async () => {
    const rule = (name: string, priority: number) => ({
      name,
      properties: {
        priority,
        direction: "Inbound",
        access: "Allow",
        protocol: "*",
        sourcePortRange: "*",
        destinationPortRange: "*",
        sourceAddressPrefix: "VirtualNetwork",
        destinationAddressPrefix: "VirtualNetwork",
      },
    });
    const group = arm.id("Microsoft.Network/networkSecurityGroups/nsg");
    const body = (...securityRules: object[]) => ({
      location: "westeurope",
      properties: { securityRules: securityRules as [] },
    });
    expect(await arm.refusalOf(group, body(rule("a", 100), rule("b", 100)))).toEqual([400, "SecurityRuleConflict"]);
    expect(await arm.refusalOf(group, body(rule("a", 99)))).toEqual([400, "SecurityRuleInvalidPriority"]);
    expect(await arm.put(group, body(rule("a", 100), rule("b", 101)))).toMatchObject({
      properties: { securityRules: [{ id: `${group}/securityRules/a` }, { id: `${group}/securityRules/b` }] },
    });
  });
});

describe("a private DNS zone", () => {
  let arm: ArmSandbox;

  beforeEach(async () => {
    arm = await ArmSandbox.start();
  });
  afterEach(async () => arm.stop());

  it("is global, counts its links, and is not deleted while it has one", async () => {
    const vnet = arm.id("Microsoft.Network/virtualNetworks/vnet-dev");
    const zone = arm.id("Microsoft.Network/privateDnsZones/privatelink.azuredatabricks.net");
    const link = `${zone}/virtualNetworkLinks/vnet-dev`;
    await arm.put(vnet, network());
    expect(await arm.refusalOf(zone, { location: "westeurope" })).toEqual([400, "LocationNotAvailableForResourceType"]);
    await arm.put(zone, { location: "global" });
    await arm.put(link, {
      location: "global",
      properties: { virtualNetwork: { id: vnet }, registrationEnabled: false },
    });
    expect(await arm.get(zone)).toMatchObject({ properties: { numberOfVirtualNetworkLinks: 1 } });
    expect(await arm.deletionOf(zone)).toEqual([409, "CannotDeleteResource"]);
    expect(await arm.deletionOf(arm.group)).toEqual([200, undefined]);
  });
});

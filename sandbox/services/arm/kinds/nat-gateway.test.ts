import type { JsonObject } from "../../../control-plane";
import { ArmSandbox } from "../../../testing/arm";
import { network, subnetBody } from "../../../testing/virtual-networks";

describe("a NAT gateway", () => {
  let arm: ArmSandbox;
  const address = (): string => arm.id("Microsoft.Network/publicIPAddresses/nat");
  const gateway = (): string => arm.id("Microsoft.Network/natGateways/nat");
  const vnet = (): string => arm.id("Microsoft.Network/virtualNetworks/vnet-dev");
  const standing: JsonObject = {
    location: "westeurope",
    sku: { name: "Standard" },
    properties: { publicIPAllocationMethod: "Static" },
  };
  const behind = (): JsonObject => ({
    location: "westeurope",
    sku: { name: "Standard" },
    properties: { publicIpAddresses: [{ id: address() }] },
  });

  beforeEach(async () => {
    arm = await ArmSandbox.start();
    await arm.put(vnet(), network());
  });
  afterEach(async () => arm.stop());

  it("gives the subnets behind it one address, which stays", async () => {
    const { properties: before } = await arm.put(address(), standing);
    expect((before as JsonObject).ipAddress).toMatch(/^203\.0\.113\.\d+$/);
    await arm.put(gateway(), behind());
    await arm.put(`${vnet()}/subnets/hosts`, subnetBody("10.0.1.0/24", { natGateway: { id: gateway() } }));
    expect(await arm.get(gateway())).toMatchObject({ properties: { subnets: [{ id: `${vnet()}/subnets/hosts` }] } });
    const { properties: after } = await arm.put(address(), { ...standing, tags: { a: "b" } });
    expect(after).toMatchObject({ ipAddress: (before as JsonObject).ipAddress });
  });

  it("takes only addresses that are there, that stay, and that are of its kind", async () => {
    expect(await arm.refusalOf(gateway(), behind())).toEqual([400, "InvalidResourceReference"]);
    await arm.put(address(), { location: "westeurope" });
    expect(await arm.refusalOf(gateway(), behind())).toEqual([400, "NatGatewayPublicIpAddressMustBeStandardSku"]);
  });

  it("stays while a subnet uses it, and its address while it does", async () => {
    const subnet = `${vnet()}/subnets/hosts`;
    expect(await arm.refusalOf(subnet, subnetBody("10.0.1.0/24", { natGateway: { id: gateway() } }))).toEqual([
      400,
      "InvalidResourceReference",
    ]);
    await arm.put(address(), standing);
    await arm.put(gateway(), behind());
    await arm.put(subnet, subnetBody("10.0.1.0/24", { natGateway: { id: gateway() } }));
    expect(await arm.deletionOf(address())).toEqual([400, "PublicIPAddressCannotBeDeleted"]);
    expect(await arm.deletionOf(gateway())).toEqual([400, "InUseNatGatewayCannotBeDeleted"]);
    expect(await arm.deletionOf(subnet)).toEqual([200, undefined]);
    expect(await arm.deletionOf(gateway())).toEqual([200, undefined]);
    expect(await arm.deletionOf(address())).toEqual([200, undefined]);
  });
});

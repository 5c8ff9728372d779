import { declaredBy } from "../../testing/declared-resources";
import { Network, type NetworkArgs } from "./network";

const declared = (given: Partial<NetworkArgs> = {}) =>
  declaredBy(
    () =>
      new Network("network", {
        resourceGroupName: "group",
        location: "westeurope",
        tags: { environment: "dev" },
        virtualNetworkName: "estate-dev",
        securityGroupName: "estate-dev-databricks",
        endpointSecurityGroupName: "estate-dev-endpoints",
        cidr: "10.10.0.0/20",
        ...given,
      }),
  );

describe("the network", () => {
  it("guards clusters and private endpoints by a security group each", async () => {
    const network = await declared();
    const groupOf = (subnet: string): unknown => network.named(subnet).inputs.networkSecurityGroup;
    expect(groupOf("network-hosts")).toEqual({ id: "network-rules-id" });
    expect(groupOf("network-containers")).toEqual({ id: "network-rules-id" });
    expect(groupOf("network-endpoints")).toEqual({ id: "network-endpoint-rules-id" });
  });

  it("has the security group count for private endpoints, which Azure leads past it by default", async () => {
    const { inputs } = (await declared()).named("network-endpoints");
    expect(inputs.privateEndpointNetworkPolicies).toBe("NetworkSecurityGroupEnabled");
  });

  it("lets the virtual network in to private endpoints on services' ports, and nothing else", async () => {
    const { inputs } = (await declared()).named("network-endpoint-rules");
    expect(inputs.securityRules).toMatchObject([
      {
        access: "Allow",
        direction: "Inbound",
        priority: 100,
        protocol: "Tcp",
        sourceAddressPrefix: "VirtualNetwork",
        destinationPortRanges: ["443", "3306", "6666", "8443-8451"],
      },
      {
        access: "Deny",
        direction: "Inbound",
        priority: 4096,
        protocol: "*",
        sourceAddressPrefix: "*",
        destinationPortRange: "*",
      },
    ]);
  });

  it("leads clusters out by a NAT gateway with one fixed address, and by nothing else", async () => {
    const network = await declared({ natGateway: { gatewayName: "estate-dev", addressName: "estate-dev-nat" } });
    for (const subnet of ["network-hosts", "network-containers"]) {
      expect(network.named(subnet).inputs).toMatchObject({ natGateway: { id: "network-nat-id" } });
    }
    expect(network.named("network-nat-address").inputs).toMatchObject({
      publicIPAllocationMethod: "Static",
      sku: { name: "Standard" },
    });
    expect(network.named("network-endpoints").inputs).not.toHaveProperty("natGateway");
  });

  it("leaves the way out to the network where it is to have another", async () => {
    const { inputs } = (await declared()).named("network-hosts");
    expect(inputs).not.toHaveProperty("natGateway");
  });

  it("says nothing of Azure's own way out, which is not for subnets that are handed over", async () => {
    const network = await declared({ natGateway: { gatewayName: "estate-dev", addressName: "estate-dev-nat" } });
    for (const subnet of ["network-hosts", "network-containers"]) {
      expect(network.named(subnet).inputs).not.toHaveProperty("defaultOutboundAccess");
    }
  });

  it("changes one subnet at a time", async () => {
    const network = await declared();
    expect(network.named("network-containers").dependsOn).toContain("network-hosts");
    expect(network.named("network-endpoints").dependsOn).toContain("network-containers");
  });
});

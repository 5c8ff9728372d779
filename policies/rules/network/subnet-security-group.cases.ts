import { add, type RuleCases, set } from "../../cases/planted";

const subnet = "azure-native:network:Subnet";
const network = "azure-native:network:VirtualNetwork";

export const cases: RuleCases = {
  caught: [
    {
      name: "a subnet of clusters that is open",
      changes: [set(subnet, "network-hosts", { networkSecurityGroup: undefined })],
      says: `"hosts"`,
    },
    {
      name: "a subnet of private endpoints that is open",
      stack: "staging.platform",
      changes: [set(subnet, "network-endpoints", { networkSecurityGroup: undefined })],
      says: `"endpoints"`,
    },
    {
      name: "an open subnet that is declared inside its network",
      stack: "dev.platform",
      changes: [
        set(network, "network-virtual-network", {
          subnets: [
            { name: "machines", addressPrefix: "10.10.12.0/24" },
            { name: "GatewaySubnet", addressPrefix: "10.10.13.0/24" },
          ],
        }),
      ],
      says: `"machines"`,
    },
  ],
  leftAlone: [
    {
      name: "a gateway's subnet, where Azure allows none",
      changes: [
        add(subnet, "gateway", {
          subnetName: "GatewaySubnet",
          addressPrefix: "10.30.12.0/27",
          resourceGroupName: "resource-group",
          virtualNetworkName: "network-virtual-network",
        }),
      ],
    },
  ],
};

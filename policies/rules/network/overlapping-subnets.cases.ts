import { add, type RuleCases, set } from "../../cases/planted";

const subnet = "azure-native:network:Subnet";

const third = {
  resourceGroupName: "resource-group",
  virtualNetworkName: "network-virtual-network",
  subnetName: "third",
};

export const cases: RuleCases = {
  caught: [
    {
      name: "a subnet inside another one",
      changes: [add(subnet, "third", { ...third, addressPrefix: "10.30.5.0/24" })],
      says: "10.30.4.0/22",
    },
    {
      name: "a subnet of another environment's network",
      stack: "dev.platform",
      changes: [set(subnet, "network-endpoints", { addressPrefix: "10.30.8.0/22" })],
      says: "not within 10.10.0.0/20",
    },
  ],
  leftAlone: [
    {
      name: "a subnet in the last free address block of the network",
      changes: [add(subnet, "third", { ...third, addressPrefixes: ["10.30.15.0/24"] })],
    },
    {
      name: "the same addresses in a network that has nothing to do with it",
      changes: [
        add("azure-native:network:VirtualNetwork", "other", {
          addressSpace: { addressPrefixes: ["10.30.0.0/20"] },
          resourceGroupName: "resource-group",
        }),
        add(subnet, "third", { ...third, virtualNetworkName: "other", addressPrefix: "10.30.5.0/24" }),
      ],
    },
  ],
};

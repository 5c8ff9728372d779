import { type RuleCases, set } from "../../cases/planted";

const subnet = "azure-native:network:Subnet";

export const cases: RuleCases = {
  caught: [
    {
      name: "a subnet where routes count for private endpoints, and the security group does not",
      changes: [set(subnet, "network-endpoints", { privateEndpointNetworkPolicies: "RouteTableEnabled" })],
      says: "RouteTableEnabled",
    },
    {
      name: "a security group that Azure leads past",
      stack: "dev.platform",
      changes: [set(subnet, "network-endpoints", { privateEndpointNetworkPolicies: undefined })],
      says: "Disabled",
    },
  ],
  leftAlone: [
    {
      name: "security group and routes in force",
      changes: [set(subnet, "network-endpoints", { privateEndpointNetworkPolicies: "Enabled" })],
    },
  ],
};

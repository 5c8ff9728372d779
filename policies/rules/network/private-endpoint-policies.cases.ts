import { edit, type RuleCases } from "../../testing/planted";

const subnet = "azure-native:network:Subnet";

export const cases: RuleCases = {
  caught: [
    {
      name: "a subnet where routes count for private endpoints, and the security group does not",
      changes: [
        edit(subnet, "network-endpoints", (inputs) => {
          inputs.privateEndpointNetworkPolicies = "RouteTableEnabled";
        }),
      ],
      says: "RouteTableEnabled",
    },
    {
      name: "a security group that Azure leads past",
      stack: "dev",
      changes: [
        edit(subnet, "network-endpoints", (inputs) => {
          delete inputs.privateEndpointNetworkPolicies;
        }),
      ],
      says: "Disabled",
    },
  ],
  leftAlone: [
    {
      name: "security group and routes in force",
      changes: [
        edit(subnet, "network-endpoints", (inputs) => {
          inputs.privateEndpointNetworkPolicies = "Enabled";
        }),
      ],
    },
  ],
};

import { edit, type RuleCases } from "../../testing/planted";

const subnet = "azure-native:network:Subnet";

export const cases: RuleCases = {
  caught: [
    {
      name: "clusters that reach nothing",
      changes: [
        edit(subnet, "network-hosts", (inputs) => {
          inputs.defaultOutboundAccess = false;
        }),
      ],
      says: "no way out",
    },
  ],
  leftAlone: [
    {
      name: "clusters behind a NAT gateway",
      changes: [
        edit(subnet, "network-hosts", (inputs) => {
          inputs.defaultOutboundAccess = false;
          inputs.natGateway = { id: "gateway" };
        }),
      ],
    },
    {
      name: "private endpoints, which need no way out",
      changes: [
        edit(subnet, "network-endpoints", (inputs) => {
          inputs.defaultOutboundAccess = false;
        }),
      ],
    },
  ],
};

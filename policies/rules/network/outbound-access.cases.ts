import { type RuleCases, set } from "../../cases/planted";

const subnet = "azure-native:network:Subnet";

export const cases: RuleCases = {
  caught: [
    {
      name: "clusters that reach nothing",
      changes: [set(subnet, "network-hosts", { defaultOutboundAccess: false })],
      says: "no way out",
    },
  ],
  leftAlone: [
    {
      name: "clusters behind a NAT gateway",
      changes: [set(subnet, "network-hosts", { defaultOutboundAccess: false, natGateway: { id: "gateway" } })],
    },
    {
      name: "private endpoints, which need no way out",
      changes: [set(subnet, "network-endpoints", { defaultOutboundAccess: false })],
    },
  ],
};

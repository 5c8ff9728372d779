import { type RuleCases, set } from "../../cases/planted";

const subnet = "azure-native:network:Subnet";

export const cases: RuleCases = {
  caught: [
    {
      name: "clusters that reach nothing",
      changes: [set(subnet, "network-hosts", { natGateway: undefined, defaultOutboundAccess: false })],
      says: "no way out",
    },
    {
      name: "clusters that leave by Azure's own way out, while there is one",
      changes: [set(subnet, "network-containers", { natGateway: undefined })],
      says: "no way out but Azure's default",
    },
  ],
  leftAlone: [
    {
      name: "clusters behind a firewall",
      changes: [set(subnet, "network-hosts", { natGateway: undefined, routeTable: { id: "to-firewall" } })],
    },
    {
      name: "private endpoints, which need no way out",
      changes: [set(subnet, "network-endpoints", { defaultOutboundAccess: false })],
    },
  ],
};

import { type RuleCases, set } from "../../cases/planted";

const network = "azure-native:network:VirtualNetwork";

export const cases: RuleCases = {
  caught: [
    {
      name: "a public resolver behind a private one",
      changes: [set(network, "network-virtual-network", { dhcpOptions: { dnsServers: ["10.0.0.4", "8.8.8.8"] } })],
      says: "8.8.8.8",
    },
  ],
  leftAlone: [
    {
      name: "a private resolver, and Azure's own by its public-looking address",
      changes: [
        set(network, "network-virtual-network", { dhcpOptions: { dnsServers: ["10.0.0.4", "168.63.129.16"] } }),
      ],
    },
  ],
};

import { type RuleCases, set } from "../../cases/planted";

const network = "azure-native:network:VirtualNetwork";

export const cases: RuleCases = {
  caught: [
    {
      name: "a range of somebody else's, in second place",
      changes: [
        set(network, "network-virtual-network", {
          addressSpace: { addressPrefixes: ["10.30.0.0/20", "172.32.0.0/20"] },
        }),
      ],
      says: "172.32.0.0/20",
    },
    {
      name: "a range that is private in part only",
      stack: "dev.platform",
      changes: [set(network, "network-virtual-network", { addressSpace: { addressPrefixes: ["192.168.0.0/15"] } })],
      says: "192.168.0.0/15 holds public addresses",
    },
  ],
  leftAlone: [
    {
      name: "the last private range of 172",
      changes: [set(network, "network-virtual-network", { addressSpace: { addressPrefixes: ["172.31.240.0/20"] } })],
    },
  ],
};

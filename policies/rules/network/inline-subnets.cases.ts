import { add, type RuleCases, set } from "../../cases/planted";

const network = "azure-native:network:VirtualNetwork";

export const cases: RuleCases = {
  caught: [
    {
      name: "a network with a subnet inside",
      changes: [
        add(network, "other", {
          virtualNetworkName: "lakestage-prod-other",
          addressSpace: { addressPrefixes: ["10.40.0.0/20"] },
          resourceGroupName: "resource-group",
          subnets: [{ name: "jump", addressPrefix: "10.40.0.0/24" }],
        }),
      ],
      says: "jump",
    },
  ],
  leftAlone: [
    {
      name: "subnets that a refresh found in the network",
      changes: [
        set(network, "network-virtual-network", { subnets: [{ name: "hosts", addressPrefix: "10.30.0.0/22" }] }),
      ],
    },
    {
      name: "a network with an empty list",
      changes: [
        add(network, "other", {
          virtualNetworkName: "lakestage-prod-other",
          addressSpace: { addressPrefixes: ["10.40.0.0/20"] },
          resourceGroupName: "resource-group",
          subnets: [],
        }),
      ],
    },
  ],
};

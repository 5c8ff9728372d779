import { add, type RuleCases, set } from "../../cases/planted";

const link = "azure-native:privatedns:VirtualNetworkLink";

export const cases: RuleCases = {
  caught: [
    {
      name: "machines in the vault's zone",
      changes: [set(link, "private-endpoints-privatelink.vaultcore.azure.net-link", { registrationEnabled: true })],
      says: "privatelink.vaultcore.azure.net",
    },
  ],
  leftAlone: [
    {
      name: "machines in a zone of ours",
      changes: [
        add(link, "machines", {
          privateZoneName: "machines.lakestage.example",
          registrationEnabled: true,
          resourceGroupName: "resource-group",
          virtualNetwork: { id: "network" },
        }),
      ],
    },
  ],
};

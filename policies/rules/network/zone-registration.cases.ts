import { add, edit, type RuleCases } from "../../testing/planted";

const link = "azure-native:privatedns:VirtualNetworkLink";

export const cases: RuleCases = {
  caught: [
    {
      name: "machines in the vault's zone",
      changes: [
        edit(link, "private-endpoints-privatelink.vaultcore.azure.net-link", (inputs) => {
          inputs.registrationEnabled = true;
        }),
      ],
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

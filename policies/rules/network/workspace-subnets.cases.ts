import { add, edit, type RuleCases, remove } from "../../testing/planted";

const subnet = "azure-native:network:Subnet";

export const cases: RuleCases = {
  caught: [
    {
      name: "a subnet that is delegated to another service",
      changes: [
        edit(subnet, "network-containers", (inputs) => {
          const [delegation] = inputs.delegations ?? [];
          if (delegation) delegation.serviceName = "Microsoft.Web/serverFarms";
        }),
      ],
      finds: ["databricks-workspace"],
      says: "1 of two",
    },
    {
      name: "a workspace with one subnet",
      stack: "staging",
      changes: [remove(subnet, "network-hosts")],
      finds: ["databricks-workspace"],
      engineFree: "what names the subnet is unknown without it",
    },
    {
      name: "a second workspace in the same subnets",
      changes: [
        add("azure-native:databricks:Workspace", "second", {
          computeMode: "Hybrid",
          resourceGroupName: "resource-group",
          parameters: { customVirtualNetworkId: { value: "network" } },
        }),
      ],
      finds: ["stack"],
      engineFree: "the provider makes a name up before the engine shows the resource to rules",
    },
  ],
  leftAlone: [
    {
      name: "a third subnet, for another service",
      changes: [
        edit(subnet, "network-endpoints", (inputs) => {
          inputs.delegations = [{ name: "web", serviceName: "Microsoft.Web/serverFarms" }];
        }),
      ],
    },
    {
      name: "a workspace in a network of Databricks'",
      changes: [
        remove(subnet, "network-hosts"),
        edit("azure-native:databricks:Workspace", "databricks-workspace", (inputs) => {
          delete inputs.parameters?.customVirtualNetworkId;
        }),
      ],
    },
  ],
};

import { add, type RuleCases, remove, set } from "../../cases/planted";

const subnet = "azure-native:network:Subnet";

export const cases: RuleCases = {
  caught: [
    {
      name: "a subnet that is delegated to another service",
      changes: [set(subnet, "network-containers", { "delegations[0].serviceName": "Microsoft.Web/serverFarms" })],
      finds: ["databricks-workspace"],
      says: "1 of two",
    },
    {
      name: "a workspace with one subnet",
      stack: "staging.platform",
      changes: [remove(subnet, "network-hosts")],
      finds: ["databricks-workspace"],
      engineFree: "what names the subnet is unknown without it",
      says: "the network delegates 1 of two subnets to Databricks",
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
      says: "2 workspaces have 2 subnets delegated to Databricks between them",
    },
  ],
  leftAlone: [
    {
      name: "a third subnet, for another service",
      changes: [
        set(subnet, "network-endpoints", { delegations: [{ name: "web", serviceName: "Microsoft.Web/serverFarms" }] }),
      ],
    },
    {
      name: "a workspace in a network of Databricks'",
      changes: [
        remove(subnet, "network-hosts"),
        set("azure-native:databricks:Workspace", "databricks-workspace", {
          "parameters.customVirtualNetworkId": undefined,
        }),
      ],
    },
  ],
};

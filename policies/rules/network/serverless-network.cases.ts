import { type RuleCases, set } from "../../cases/planted";

const binding = "databricks:index/mwsNccBinding:MwsNccBinding";
const config = "databricks:index/mwsNetworkConnectivityConfig:MwsNetworkConnectivityConfig";

const rule = "databricks:index/mwsNccPrivateEndpointRule:MwsNccPrivateEndpointRule";

export const cases: RuleCases = {
  caught: [
    {
      name: "development's compute, behind another configuration",
      stack: "dev.platform",
      changes: [
        set(binding, "serverless-network-binding", {
          networkConnectivityConfigId: "b0a7e5d2-6c1f-4e83-9d24-7f1c0e5a9b36",
        }),
      ],
      says: "a configuration that the stack does not declare",
    },
    {
      name: "a workspace that is not the stack's",
      changes: [set(binding, "serverless-network-binding", { workspaceId: "4711" })],
      says: "a workspace that the stack does not declare",
    },
    {
      name: "a configuration on another continent",
      stack: "staging.platform",
      changes: [set(config, "serverless-network-config", { region: "eastus" })],
      says: "the region is eastus",
    },
    {
      name: "a private endpoint to a stranger's storage, by a rule",
      changes: [
        set(rule, "serverless-network-blob", {
          resourceId: "/subscriptions/s/resourceGroups/stranger/providers/Microsoft.Storage/storageAccounts/stranger",
        }),
      ],
      says: "something else than the stack's own storage",
    },
    {
      name: "a private endpoint of another configuration",
      changes: [
        set(rule, "serverless-network-dfs", { networkConnectivityConfigId: "b0a7e5d2-6c1f-4e83-9d24-7f1c0e5a9b36" }),
      ],
      says: "neither the stack nor an environment that it reads",
    },
    {
      name: "a reader's private endpoint of a configuration that no reader has",
      changes: [
        set(rule, "serverless-network-dfs-of-dev", {
          networkConnectivityConfigId: "b0a7e5d2-6c1f-4e83-9d24-7f1c0e5a9b36",
        }),
      ],
      says: "neither the stack nor an environment that it reads",
    },
    {
      name: "a private endpoint to a stranger's storage",
      changes: [
        set(config, "serverless-network-config", {
          egressConfig: {
            targetRules: {
              azurePrivateEndpointRules: [
                {
                  groupId: "blob",
                  resourceId:
                    "/subscriptions/s/resourceGroups/stranger/providers/Microsoft.Storage/storageAccounts/stranger",
                },
              ],
            },
          },
        }),
      ],
      says: "what serverless compute reaches",
    },
  ],
  leftAlone: [
    {
      name: "a configuration whose region is written as Azure's portal does",
      changes: [set(config, "serverless-network-config", { region: "West Europe" })],
    },
  ],
};

import { add, edit, type RuleCases, set } from "../../cases/planted";

const STRANGER = "/subscriptions/99999999-0000-4000-8000-000000000001/resourceGroups/theirs/providers";
const OWN = "/subscriptions/5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01/resourceGroups";
const SETTING = "azure-native:monitor:DiagnosticSetting";

export const cases: RuleCases = {
  caught: [
    {
      name: "logs in a stranger's archive",
      changes: [
        set(SETTING, "logs-databricks", { workspaceId: `${STRANGER}/Microsoft.OperationalInsights/workspaces/logs` }),
      ],
      says: "the subscription 99999999",
    },
    {
      name: "logs to a stranger's event hub",
      changes: [
        set(SETTING, "logs-key-vault", {
          eventHubAuthorizationRuleId: `${STRANGER}/Microsoft.EventHub/namespaces/n/authorizationRules/r`,
        }),
      ],
      says: "the subscription 99999999",
    },
    {
      name: "logs to a stranger's storage",
      changes: [
        set(SETTING, "logs-data-lake", { storageAccountId: `${STRANGER}/Microsoft.Storage/storageAccounts/s` }),
      ],
      says: "the subscription 99999999",
    },
    {
      name: "a network that is joined with a stranger's",
      changes: [
        add("azure-native:network:VirtualNetworkPeering", "peering", {
          resourceGroupName: "lakestage-prod",
          virtualNetworkName: "lakestage-prod",
          remoteVirtualNetwork: { id: `${STRANGER}/Microsoft.Network/virtualNetworks/v` },
        }),
      ],
      says: "the subscription 99999999",
      engineFree: "The sandbox has no peerings.",
    },
    {
      name: "a private endpoint to a stranger's service",
      changes: [
        edit(
          "azure-native:network:PrivateEndpoint",
          "private-endpoints-data-lake-blob",
          ({ privateLinkServiceConnections }) => {
            Object.assign(privateLinkServiceConnections?.[0] ?? {}, {
              privateLinkServiceId: `${STRANGER}/Microsoft.Storage/storageAccounts/s`,
            });
          },
        ),
      ],
      says: "the subscription 99999999",
    },
    {
      name: "serverless compute that is led to a stranger's service",
      changes: [
        add("databricks:index/mwsNccPrivateEndpointRule:MwsNccPrivateEndpointRule", "rule", {
          networkConnectivityConfigId: "n",
          groupId: "blob",
          resourceId: `${STRANGER}/Microsoft.Storage/storageAccounts/s`,
        }),
      ],
      says: "the subscription 99999999",
    },
    {
      name: "storage through an identity of a stranger's tenant",
      changes: [
        add("databricks:index/storageCredential:StorageCredential", "more", {
          name: "more",
          azureServicePrincipal: {
            directoryId: "99999999-0000-4000-8000-000000000001",
            applicationId: "a",
            clientSecret: "planted",
          },
        }),
      ],
      says: "the tenant 99999999",
    },
    {
      name: "production's storage, reached from the network of an environment that is not to read it",
      changes: [
        set("azure-native:network:PrivateEndpoint", "storage-doors-dfs-in-dev", {
          "subnet.id": `${OWN}/lakestage-staging/providers/Microsoft.Network/virtualNetworks/lakestage-staging/subnets/endpoints`,
        }),
      ],
      says: "the resource group lakestage-staging",
      engineFree: "In the engine's run the endpoint's name in the reader's zone would have to follow.",
    },
    {
      name: "another environment's vault, by an endpoint of one's own",
      changes: [
        set("azure-native:network:PrivateEndpoint", "private-endpoints-key-vault", {
          "privateLinkServiceConnections[0].privateLinkServiceId": `${OWN}/lakestage-dev/providers/Microsoft.KeyVault/vaults/v`,
        }),
      ],
      says: "the resource group lakestage-dev",
      engineFree: "The vault is not there, and the sandbox refuses the connection.",
    },
    {
      name: "dev's storage through production's connector",
      stack: "dev.platform",
      changes: [
        set("databricks:index/storageCredential:StorageCredential", "unity-catalog-credential", {
          azureManagedIdentity: {
            accessConnectorId: `${OWN}/lakestage-prod/providers/Microsoft.Databricks/accessConnectors/lakestage-prod`,
          },
        }),
      ],
      says: "the resource group lakestage-prod",
    },
  ],
  leftAlone: [
    {
      name: "production's storage, reached from the network of its reader",
      changes: [
        set("azure-native:network:PrivateEndpoint", "storage-doors-dfs-in-dev", {
          "subnet.id": `${OWN}/lakestage-dev/providers/Microsoft.Network/virtualNetworks/lakestage-dev/subnets/endpoints`,
        }),
      ],
    },
    {
      name: "logs in an archive of the environment's own group",
      changes: [
        set(SETTING, "logs-databricks", {
          workspaceId: `${OWN}/lakestage-prod/providers/Microsoft.OperationalInsights/workspaces/lakestage-prod`,
        }),
      ],
    },
    {
      name: "logs in the company's archive in the same subscription",
      changes: [
        set(SETTING, "logs-databricks", {
          workspaceId: `${OWN}/company-logs/providers/Microsoft.OperationalInsights/workspaces/all`,
        }),
      ],
    },
  ],
};

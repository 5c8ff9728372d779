/**
 * What each command of the Azure CLI that the guide has takes in Azure, as the providers publish their operations. A command
 * that is not here is not dealt with. What is asked of Microsoft Graph, every member of the tenant may.
 */
export const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  login: [],
  "account set": ["Microsoft.Resources/subscriptions/read"],
  "ad signed-in-user show": [],
  "ad sp show": [],
  "provider register": ["Microsoft.Resources/subscriptions/providers/read", "Microsoft.Storage/register/action"],
  "group create": ["Microsoft.Resources/subscriptions/resourceGroups/write"],
  "group delete": ["Microsoft.Resources/subscriptions/resourceGroups/delete"],
  "storage account create": ["Microsoft.Storage/storageAccounts/write"],
  "storage account show": ["Microsoft.Storage/storageAccounts/read"],
  "storage account list": ["Microsoft.Storage/storageAccounts/read"],
  "storage account blob-service-properties update": [
    "Microsoft.Storage/storageAccounts/blobServices/read",
    "Microsoft.Storage/storageAccounts/blobServices/write",
  ],
  "storage account migration start": ["Microsoft.Storage/storageAccounts/accountMigrations/write"],
  "storage account migration show": ["Microsoft.Storage/storageAccounts/accountMigrations/read"],
  "storage container-rm create": ["Microsoft.Storage/storageAccounts/blobServices/containers/write"],
  "keyvault create": ["Microsoft.KeyVault/vaults/write", "Microsoft.KeyVault/locations/deletedVaults/read"],
  "keyvault show": ["Microsoft.KeyVault/vaults/read"],
  "keyvault key create": [],
  "role assignment create": [
    "Microsoft.Authorization/roleDefinitions/read",
    "Microsoft.Authorization/roleAssignments/write",
  ],
  "role definition create": ["Microsoft.Authorization/roleDefinitions/write"],
  "identity show": ["Microsoft.ManagedIdentity/userAssignedIdentities/read"],
  "identity federated-credential list": [
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read",
  ],
  "monitor log-analytics workspace recover": [
    "Microsoft.OperationalInsights/deletedWorkspaces/read",
    "Microsoft.OperationalInsights/workspaces/write",
  ],
  "monitor log-analytics workspace delete": ["Microsoft.OperationalInsights/workspaces/delete"],
  "network private-endpoint-connection list": ["Microsoft.Storage/storageAccounts/privateEndpointConnections/read"],
  "network private-endpoint-connection approve": [
    "Microsoft.Storage/storageAccounts/privateEndpointConnections/write",
    "Microsoft.Storage/storageAccounts/PrivateEndpointConnectionsApproval/action",
  ],
};

const KEYS = "Microsoft.KeyVault/vaults/keys";
const BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";

/** What commands take of the data in a resource. */
export const DATA_ACTIONS = {
  /** `az keyvault key create` */
  makeKey: [`${KEYS}/create/action`, `${KEYS}/read`],
  /** Pulumi's secrets provider, in any command on a stack. */
  useKey: [`${KEYS}/encrypt/action`, `${KEYS}/decrypt/action`],
  /** Pulumi's backend, where a stack is changed. */
  writeState: [`${BLOBS}/read`, `${BLOBS}/write`, `${BLOBS}/delete`, `${BLOBS}/add/action`],
  /** The same, for a preview. */
  readState: [`${BLOBS}/read`],
} as const;

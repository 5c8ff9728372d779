import type { JsonObject } from "../catalogue/json";

/** What neither the npm package nor the ARM catalogue says of a resource type. */
export interface ResourceType {
  /** The catalogue's operation that creates and updates it. */
  put: string;
  /** Inputs, besides those in the path, that Azure does not change in place: a new value makes a new resource. */
  replacedBy?: readonly string[];
  /** Path parameters with only one possible value. */
  fixed?: Readonly<Record<string, string>>;
  /** Which names Azure accepts when Pulumi makes one up. Default: the resource's name, a dash-free random suffix. */
  naming?: "uuid" | "lower-alphanumeric" | "as-named";
  /** Longest name that Azure accepts. Default: 64. */
  longestName?: number;
  /** Members of the body that an update keeps as Azure has them, unless the inputs set them. */
  kept?: readonly string[];
  /** It is not deleted on its own: either it goes with its parent, or it is put back to this body. */
  onDelete?: { leave: true } | { reset: JsonObject };
}

/** Every resource type of `azure-native` that the sandbox's provider has, by Pulumi token. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  "azure-native:authorization:ManagementLockAtResourceGroupLevel": {
    put: "armlocks.ManagementLocks.CreateOrUpdateAtResourceGroupLevel",
  },
  "azure-native:authorization:ManagementLockByScope": { put: "armlocks.ManagementLocks.CreateOrUpdateByScope" },
  "azure-native:authorization:RoleAssignment": {
    put: "armauthorization.RoleAssignments.Create",
    // A role assignment is never changed: ARM refuses an update with RoleAssignmentUpdateNotPermitted.
    replacedBy: [
      "condition",
      "conditionVersion",
      "delegatedManagedIdentityResourceId",
      "description",
      "principalId",
      "principalType",
      "roleDefinitionId",
    ],
    naming: "uuid",
  },
  "azure-native:consumption:Budget": { put: "armconsumption.Budgets.CreateOrUpdate", replacedBy: ["timeGrain"] },
  "azure-native:databricks:AccessConnector": {
    put: "armdatabricks.AccessConnectors.CreateOrUpdate",
    replacedBy: ["location"],
  },
  "azure-native:databricks:Workspace": {
    put: "armdatabricks.Workspaces.CreateOrUpdate",
    replacedBy: ["computeMode", "location", "managedResourceGroupId"],
  },
  "azure-native:keyvault:Key": {
    put: "armkeyvault.Keys.CreateIfNotExist",
    // ARM creates the first version of a key and changes nothing of it.
    replacedBy: ["properties"],
    // ARM has no operation to delete a key.
    onDelete: { leave: true },
  },
  "azure-native:keyvault:Vault": {
    put: "armkeyvault.Vaults.CreateOrUpdate",
    replacedBy: ["location"],
    longestName: 24,
    kept: ["properties.accessPolicies"],
  },
  "azure-native:logic:Workflow": { put: "armlogic.Workflows.CreateOrUpdate", replacedBy: ["location"] },
  "azure-native:managedidentity:FederatedIdentityCredential": {
    put: "armmsi.FederatedIdentityCredentials.CreateOrUpdate",
  },
  "azure-native:managedidentity:UserAssignedIdentity": {
    put: "armmsi.UserAssignedIdentities.CreateOrUpdate",
    replacedBy: ["location"],
  },
  "azure-native:monitor:DiagnosticSetting": { put: "armmonitor.DiagnosticSettings.CreateOrUpdate" },
  "azure-native:network:NatGateway": {
    put: "armnetwork.NatGateways.CreateOrUpdate",
    replacedBy: ["location", "sku", "zones"],
  },
  "azure-native:network:NetworkSecurityGroup": {
    put: "armnetwork.SecurityGroups.CreateOrUpdate",
    replacedBy: ["location"],
    kept: ["properties.securityRules"],
  },
  "azure-native:network:PrivateDnsZoneGroup": { put: "armnetwork.PrivateDNSZoneGroups.CreateOrUpdate" },
  "azure-native:network:PrivateEndpoint": {
    put: "armnetwork.PrivateEndpoints.CreateOrUpdate",
    replacedBy: ["location", "subnet"],
  },
  "azure-native:network:PublicIPAddress": {
    put: "armnetwork.PublicIPAddresses.CreateOrUpdate",
    replacedBy: ["location", "publicIPAddressVersion", "sku", "zones"],
  },
  "azure-native:network:Subnet": { put: "armnetwork.Subnets.CreateOrUpdate" },
  "azure-native:network:VirtualNetwork": {
    put: "armnetwork.VirtualNetworks.CreateOrUpdate",
    replacedBy: ["location"],
    // Subnets that are resources of their own live in the network's body, too: leaving them out would delete them.
    kept: ["properties.subnets", "properties.virtualNetworkPeerings"],
  },
  "azure-native:operationalinsights:Workspace": {
    put: "armoperationalinsights.Workspaces.CreateOrUpdate",
    replacedBy: ["location"],
  },
  "azure-native:privatedns:PrivateZone": {
    put: "armprivatedns.PrivateZones.CreateOrUpdate",
    replacedBy: ["location"],
    naming: "as-named",
  },
  "azure-native:privatedns:VirtualNetworkLink": {
    put: "armprivatedns.VirtualNetworkLinks.CreateOrUpdate",
    replacedBy: ["location", "virtualNetwork"],
  },
  "azure-native:resources:ResourceGroup": {
    put: "armresources.ResourceGroups.CreateOrUpdate",
    replacedBy: ["location", "managedBy"],
  },
  "azure-native:storage:BlobContainer": { put: "armstorage.BlobContainers.Create" },
  "azure-native:storage:BlobServiceProperties": {
    put: "armstorage.BlobServices.SetServiceProperties",
    fixed: { blobServicesName: "default" },
    onDelete: { reset: { properties: { cors: { corsRules: [] }, deleteRetentionPolicy: { enabled: false } } } },
  },
  "azure-native:storage:ManagementPolicy": {
    put: "armstorage.ManagementPolicies.CreateOrUpdate",
    fixed: { managementPolicyName: "default" },
  },
  "azure-native:storage:StorageAccount": {
    put: "armstorage.Accounts.Create",
    replacedBy: ["isHnsEnabled", "location", "enableNfsV3", "dnsEndpointType", "extendedLocation"],
    naming: "lower-alphanumeric",
    longestName: 24,
  },
};

import type { SettingsOfProperties } from "./settings-of-properties";

const PRIVATE = ["network.privateEndpoints"];
const REACHABLE = ["network.publicAccess"];
const PIPELINES = ["identity"];

/** The settings of an environment that its resources' properties come from. What is not here, the program itself says. */
export const ENVIRONMENT_SETTINGS: SettingsOfProperties = {
  "azure-native:authorization:ManagementLockAtResourceGroupLevel": { "": ["protection.lock"] },
  "azure-native:consumption:Budget": {
    amount: ["budget.monthlyAmount"],
    notifications: ["budget.warnAtPercent"],
    scope: ["azure.subscriptionId"],
  },
  "azure-native:databricks:Workspace": {
    encryption: ["workspace.customerManagedKeys"],
    location: ["azure.location"],
    publicNetworkAccess: REACHABLE,
    requiredNsgRules: PRIVATE,
    tags: ["azure.tags"],
  },
  "azure-native:keyvault:Vault": {
    "properties.enablePurgeProtection": ["keyVault.purgeProtection"],
    "properties.softDeleteRetentionInDays": ["keyVault.softDeleteDays"],
    tags: ["azure.tags"],
  },
  "azure-native:logic:Workflow": { tags: ["azure.tags"] },
  "azure-native:managedidentity:FederatedIdentityCredential": { issuer: PIPELINES, subject: PIPELINES },
  "azure-native:managedidentity:UserAssignedIdentity": { tags: ["azure.tags"] },
  "azure-native:network:Subnet": { addressPrefix: ["network.cidr"], addressPrefixes: ["network.cidr"] },
  "azure-native:network:VirtualNetwork": { addressSpace: ["network.cidr"], tags: ["azure.tags"] },
  "azure-native:operationalinsights:Workspace": {
    retentionInDays: ["monitoring.logRetentionDays"],
    tags: ["azure.tags"],
    workspaceCapping: ["monitoring.dailyLimitGb"],
  },
  "azure-native:resources:ResourceGroup": { location: ["azure.location"], tags: ["azure.tags"] },
  "azure-native:storage:BlobServiceProperties": {
    containerDeleteRetentionPolicy: ["storage.softDeleteDays"],
    deleteRetentionPolicy: ["storage.softDeleteDays"],
  },
  "azure-native:storage:ManagementPolicy": { policy: ["storage.temporaryDataDays"] },
  "azure-native:storage:StorageAccount": {
    location: ["azure.location"],
    sku: ["storage.redundancy"],
    tags: ["azure.tags"],
  },
  "databricks:index/catalog:Catalog": { forceDestroy: ["protection.forceDestroy"], name: ["unityCatalog.catalog"] },
  "databricks:index/clusterPolicy:ClusterPolicy": {
    definition: ["compute"],
    maxClustersPerUser: ["compute.clustersPerUser"],
  },
  "databricks:index/externalLocation:ExternalLocation": { forceDestroy: ["protection.forceDestroy"] },
  "databricks:index/ipAccessList:IpAccessList": { "": ["workspace.ipAccessList"] },
  "databricks:index/notificationDestination:NotificationDestination": {
    "": ["notifications"],
    "config.email": ["notifications.email"],
    "config.genericWebhook": ["notifications.webhook"],
    "config.microsoftTeams": ["notifications.teams"],
    "config.slack": ["notifications.slack"],
  },
  "databricks:index/secretScope:SecretScope": {
    backendType: ["secrets.backend"],
    keyvaultMetadata: ["secrets.backend"],
    name: ["secrets.scope"],
  },
  "databricks:index/servicePrincipalFederationPolicy:ServicePrincipalFederationPolicy": { oidcPolicy: PIPELINES },
  "databricks:index/sqlEndpoint:SqlEndpoint": {
    autoStopMins: ["compute.warehouse.autoStopMinutes"],
    clusterSize: ["compute.warehouse.size"],
    enableServerlessCompute: ["compute.warehouse.serverless"],
    maxNumClusters: ["compute.warehouse.maxClusters"],
  },
  "databricks:index/storageCredential:StorageCredential": { forceDestroy: ["protection.forceDestroy"] },
  "databricks:index/workspaceBinding:WorkspaceBinding": { "": ["unityCatalog.readOnlyIn"] },
  "databricks:index/workspaceConf:WorkspaceConf": { "": ["workspace.configuration"] },
};

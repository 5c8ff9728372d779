import type * as authorization from "@pulumi/azure-native/authorization";
import type * as consumption from "@pulumi/azure-native/consumption";
import type * as azureDatabricks from "@pulumi/azure-native/databricks";
import type * as keyvault from "@pulumi/azure-native/keyvault";
import type * as logic from "@pulumi/azure-native/logic";
import type * as managedidentity from "@pulumi/azure-native/managedidentity";
import type * as monitor from "@pulumi/azure-native/monitor";
import type * as network from "@pulumi/azure-native/network";
import type * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import type * as privatedns from "@pulumi/azure-native/privatedns";
import type * as resources from "@pulumi/azure-native/resources";
import type * as storage from "@pulumi/azure-native/storage";
import type * as databricks from "@pulumi/databricks";
import type { Unwrap } from "@pulumi/pulumi";

/** Another stack that a stack reads from. */
export const STACK_REFERENCE = "pulumi:pulumi:StackReference";

interface ArgumentsOfStackReference {
  name: string;
}

/**
 * The inputs of every resource type that rules look at, as the providers' packages declare them. A planted violation may
 * lack what a type calls required: a rule reads with care.
 */
interface ArgumentsByType {
  "azure-native:authorization:ManagementLockAtResourceGroupLevel": authorization.ManagementLockAtResourceGroupLevelArgs;
  "azure-native:authorization:RoleAssignment": authorization.RoleAssignmentArgs;
  "azure-native:consumption:Budget": consumption.BudgetArgs;
  "azure-native:databricks:AccessConnector": azureDatabricks.AccessConnectorArgs;
  "azure-native:databricks:Workspace": azureDatabricks.WorkspaceArgs;
  "azure-native:keyvault:Key": keyvault.KeyArgs;
  "azure-native:keyvault:Secret": keyvault.SecretArgs;
  "azure-native:keyvault:Vault": keyvault.VaultArgs;
  "azure-native:logic:Workflow": logic.WorkflowArgs;
  "azure-native:managedidentity:FederatedIdentityCredential": managedidentity.FederatedIdentityCredentialArgs;
  "azure-native:managedidentity:UserAssignedIdentity": managedidentity.UserAssignedIdentityArgs;
  "azure-native:monitor:DiagnosticSetting": monitor.DiagnosticSettingArgs;
  "azure-native:network:NatGateway": network.NatGatewayArgs;
  "azure-native:network:NetworkSecurityGroup": network.NetworkSecurityGroupArgs;
  "azure-native:network:PrivateDnsZoneGroup": network.PrivateDnsZoneGroupArgs;
  "azure-native:network:PrivateEndpoint": network.PrivateEndpointArgs;
  "azure-native:network:PublicIPAddress": network.PublicIPAddressArgs;
  "azure-native:network:Subnet": network.SubnetArgs;
  "azure-native:network:VirtualNetwork": network.VirtualNetworkArgs;
  "azure-native:network:VirtualNetworkPeering": network.VirtualNetworkPeeringArgs;
  "azure-native:operationalinsights:Workspace": operationalinsights.WorkspaceArgs;
  "azure-native:privatedns:PrivateZone": privatedns.PrivateZoneArgs;
  "azure-native:privatedns:VirtualNetworkLink": privatedns.VirtualNetworkLinkArgs;
  "azure-native:resources:ResourceGroup": resources.ResourceGroupArgs;
  "azure-native:storage:BlobContainer": storage.BlobContainerArgs;
  "azure-native:storage:BlobServiceProperties": storage.BlobServicePropertiesArgs;
  "azure-native:storage:FileShare": storage.FileShareArgs;
  "azure-native:storage:ManagementPolicy": storage.ManagementPolicyArgs;
  "azure-native:storage:Queue": storage.QueueArgs;
  "azure-native:storage:StorageAccount": storage.StorageAccountArgs;
  "azure-native:storage:Table": storage.TableArgs;
  "databricks:index/accessControlRuleSet:AccessControlRuleSet": databricks.AccessControlRuleSetArgs;
  "databricks:index/accountNetworkPolicy:AccountNetworkPolicy": databricks.AccountNetworkPolicyArgs;
  "databricks:index/aibiDashboardEmbeddingAccessPolicySetting:AibiDashboardEmbeddingAccessPolicySetting": databricks.AibiDashboardEmbeddingAccessPolicySettingArgs;
  "databricks:index/aibiDashboardEmbeddingApprovedDomainsSetting:AibiDashboardEmbeddingApprovedDomainsSetting": databricks.AibiDashboardEmbeddingApprovedDomainsSettingArgs;
  "databricks:index/alertV2:AlertV2": databricks.AlertV2Args;
  "databricks:index/app:App": databricks.AppArgs;
  "databricks:index/artifactAllowlist:ArtifactAllowlist": databricks.ArtifactAllowlistArgs;
  "databricks:index/automaticClusterUpdateWorkspaceSetting:AutomaticClusterUpdateWorkspaceSetting": databricks.AutomaticClusterUpdateWorkspaceSettingArgs;
  "databricks:index/budgetPolicy:BudgetPolicy": databricks.BudgetPolicyArgs;
  "databricks:index/catalog:Catalog": databricks.CatalogArgs;
  "databricks:index/cluster:Cluster": databricks.ClusterArgs;
  "databricks:index/clusterPolicy:ClusterPolicy": databricks.ClusterPolicyArgs;
  "databricks:index/complianceSecurityProfileWorkspaceSetting:ComplianceSecurityProfileWorkspaceSetting": databricks.ComplianceSecurityProfileWorkspaceSettingArgs;
  "databricks:index/connection:Connection": databricks.ConnectionArgs;
  "databricks:index/dashboard:Dashboard": databricks.DashboardArgs;
  "databricks:index/databaseInstance:DatabaseInstance": databricks.DatabaseInstanceArgs;
  "databricks:index/databaseSyncedDatabaseTable:DatabaseSyncedDatabaseTable": databricks.DatabaseSyncedDatabaseTableArgs;
  "databricks:index/dbfsFile:DbfsFile": databricks.DbfsFileArgs;
  "databricks:index/defaultNamespaceSetting:DefaultNamespaceSetting": databricks.DefaultNamespaceSettingArgs;
  "databricks:index/directory:Directory": databricks.DirectoryArgs;
  "databricks:index/disableLegacyAccessSetting:DisableLegacyAccessSetting": databricks.DisableLegacyAccessSettingArgs;
  "databricks:index/disableLegacyDbfsSetting:DisableLegacyDbfsSetting": databricks.DisableLegacyDbfsSettingArgs;
  "databricks:index/disableLegacyFeaturesSetting:DisableLegacyFeaturesSetting": databricks.DisableLegacyFeaturesSettingArgs;
  "databricks:index/enhancedSecurityMonitoringWorkspaceSetting:EnhancedSecurityMonitoringWorkspaceSetting": databricks.EnhancedSecurityMonitoringWorkspaceSettingArgs;
  "databricks:index/entitlements:Entitlements": databricks.EntitlementsArgs;
  "databricks:index/environmentsWorkspaceBaseEnvironment:EnvironmentsWorkspaceBaseEnvironment": databricks.EnvironmentsWorkspaceBaseEnvironmentArgs;
  "databricks:index/externalLocation:ExternalLocation": databricks.ExternalLocationArgs;
  "databricks:index/file:File": databricks.FileArgs;
  "databricks:index/globalInitScript:GlobalInitScript": databricks.GlobalInitScriptArgs;
  "databricks:index/grant:Grant": databricks.GrantArgs;
  "databricks:index/grants:Grants": databricks.GrantsArgs;
  "databricks:index/group:Group": databricks.GroupArgs;
  "databricks:index/groupMember:GroupMember": databricks.GroupMemberArgs;
  "databricks:index/groupRole:GroupRole": databricks.GroupRoleArgs;
  "databricks:index/instancePool:InstancePool": databricks.InstancePoolArgs;
  "databricks:index/ipAccessList:IpAccessList": databricks.IpAccessListArgs;
  "databricks:index/job:Job": databricks.JobArgs;
  "databricks:index/library:Library": databricks.LibraryArgs;
  "databricks:index/metastore:Metastore": databricks.MetastoreArgs;
  "databricks:index/metastoreAssignment:MetastoreAssignment": databricks.MetastoreAssignmentArgs;
  "databricks:index/metastoreProvider:MetastoreProvider": databricks.MetastoreProviderArgs;
  "databricks:index/mlflowExperiment:MlflowExperiment": databricks.MlflowExperimentArgs;
  "databricks:index/mlflowWebhook:MlflowWebhook": databricks.MlflowWebhookArgs;
  "databricks:index/modelServing:ModelServing": databricks.ModelServingArgs;
  "databricks:index/mwsNccBinding:MwsNccBinding": databricks.MwsNccBindingArgs;
  "databricks:index/mwsNccPrivateEndpointRule:MwsNccPrivateEndpointRule": databricks.MwsNccPrivateEndpointRuleArgs;
  "databricks:index/mwsNetworkConnectivityConfig:MwsNetworkConnectivityConfig": databricks.MwsNetworkConnectivityConfigArgs;
  "databricks:index/mwsPermissionAssignment:MwsPermissionAssignment": databricks.MwsPermissionAssignmentArgs;
  "databricks:index/notebook:Notebook": databricks.NotebookArgs;
  "databricks:index/notificationDestination:NotificationDestination": databricks.NotificationDestinationArgs;
  "databricks:index/oboToken:OboToken": databricks.OboTokenArgs;
  "databricks:index/permissions:Permissions": databricks.PermissionsArgs;
  "databricks:index/pipeline:Pipeline": databricks.PipelineArgs;
  "databricks:index/qualityMonitor:QualityMonitor": databricks.QualityMonitorArgs;
  "databricks:index/query:Query": databricks.QueryArgs;
  "databricks:index/recipient:Recipient": databricks.RecipientArgs;
  "databricks:index/registeredModel:RegisteredModel": databricks.RegisteredModelArgs;
  "databricks:index/repo:Repo": databricks.RepoArgs;
  "databricks:index/restrictWorkspaceAdminsSetting:RestrictWorkspaceAdminsSetting": databricks.RestrictWorkspaceAdminsSettingArgs;
  "databricks:index/schema:Schema": databricks.SchemaArgs;
  "databricks:index/secret:Secret": databricks.SecretArgs;
  "databricks:index/secretUc:SecretUc": databricks.SecretUcArgs;
  "databricks:index/secretAcl:SecretAcl": databricks.SecretAclArgs;
  "databricks:index/secretScope:SecretScope": databricks.SecretScopeArgs;
  "databricks:index/servicePrincipal:ServicePrincipal": databricks.ServicePrincipalArgs;
  "databricks:index/servicePrincipalFederationPolicy:ServicePrincipalFederationPolicy": databricks.ServicePrincipalFederationPolicyArgs;
  "databricks:index/servicePrincipalSecret:ServicePrincipalSecret": databricks.ServicePrincipalSecretArgs;
  "databricks:index/share:Share": databricks.ShareArgs;
  "databricks:index/sqlEndpoint:SqlEndpoint": databricks.SqlEndpointArgs;
  "databricks:index/sqlGlobalConfig:SqlGlobalConfig": databricks.SqlGlobalConfigArgs;
  "databricks:index/sqlPermissions:SqlPermissions": databricks.SqlPermissionsArgs;
  "databricks:index/storageCredential:StorageCredential": databricks.StorageCredentialArgs;
  "databricks:index/token:Token": databricks.TokenArgs;
  "databricks:index/volume:Volume": databricks.VolumeArgs;
  "databricks:index/workspaceBinding:WorkspaceBinding": databricks.WorkspaceBindingArgs;
  "databricks:index/servicePrincipalRole:ServicePrincipalRole": databricks.ServicePrincipalRoleArgs;
  "databricks:index/workspaceConf:WorkspaceConf": databricks.WorkspaceConfArgs;
  "databricks:index/workspaceFile:WorkspaceFile": databricks.WorkspaceFileArgs;
  "databricks:index/workspaceSettingV2:WorkspaceSettingV2": databricks.WorkspaceSettingV2Args;
  [STACK_REFERENCE]: ArgumentsOfStackReference;
}

/** Tokens of resource types, such as `databricks:index/job:Job`. */
export type ResourceType = keyof ArgumentsByType;

/** A resource's properties, all of them known or unknown to the engine, none of them a promise. */
export type PropertiesOf<Type extends ResourceType> = Unwrap<ArgumentsByType[Type]>;

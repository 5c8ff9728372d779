import type { DeclaredResource, DeclaredStack } from "../../infra/declaration";
import type { PropertiesOf, ResourceType } from "../../policies/resource-types";
import { localName, snakeCase } from "../engines/terraform-configuration";

/** A resource as the Azure provider for Terraform has it. */
export interface AzurermResource {
  type: string;
  name: string;
  values: Record<string, unknown>;
}

/**
 * The Azure resources of a stack. The provider for Terraform cannot plan without Azure, so the resources are put as it
 * would plan them: argument for argument where scanners look, the other arguments under their names in snake case.
 */
export const azurermResources = ({ name: stack, resources }: DeclaredStack): AzurermResource[] =>
  resources.flatMap((resource) => {
    if (!resource.type.startsWith("azure-native:") || resource.type === BLOB_SERVICE) return [];
    const type = TYPES[resource.type];
    if (type === undefined) throw new Error(`there is no resource of azurerm's to compare ${resource.type} with`);
    const values = {
      ...inSnakeCase(resource.inputs),
      ...argumentsOf(resource.type as ResourceType, resource, resources),
    };
    return [{ type, name: localName(`${stack}-${resource.name}`), values: without(values) }];
  });

const BLOB_SERVICE = "azure-native:storage:BlobServiceProperties";

const TYPES: Readonly<Record<string, string>> = {
  "azure-native:authorization:ManagementLockAtResourceGroupLevel": "azurerm_management_lock",
  "azure-native:authorization:RoleAssignment": "azurerm_role_assignment",
  "azure-native:consumption:Budget": "azurerm_consumption_budget_subscription",
  "azure-native:databricks:AccessConnector": "azurerm_databricks_access_connector",
  "azure-native:databricks:Workspace": "azurerm_databricks_workspace",
  "azure-native:keyvault:Vault": "azurerm_key_vault",
  "azure-native:logic:Workflow": "azurerm_logic_app_workflow",
  "azure-native:managedidentity:FederatedIdentityCredential": "azurerm_federated_identity_credential",
  "azure-native:managedidentity:UserAssignedIdentity": "azurerm_user_assigned_identity",
  "azure-native:monitor:DiagnosticSetting": "azurerm_monitor_diagnostic_setting",
  "azure-native:network:NetworkSecurityGroup": "azurerm_network_security_group",
  "azure-native:network:PrivateDnsZoneGroup": "azurerm_private_dns_zone_group",
  "azure-native:network:PrivateEndpoint": "azurerm_private_endpoint",
  "azure-native:network:Subnet": "azurerm_subnet",
  "azure-native:network:VirtualNetwork": "azurerm_virtual_network",
  "azure-native:operationalinsights:Workspace": "azurerm_log_analytics_workspace",
  "azure-native:privatedns:PrivateZone": "azurerm_private_dns_zone",
  "azure-native:privatedns:VirtualNetworkLink": "azurerm_private_dns_zone_virtual_network_link",
  "azure-native:resources:ResourceGroup": "azurerm_resource_group",
  "azure-native:storage:BlobContainer": "azurerm_storage_container",
  "azure-native:storage:ManagementPolicy": "azurerm_storage_management_policy",
  "azure-native:storage:StorageAccount": "azurerm_storage_account",
};

type ArgumentsByType = {
  readonly [Type in ResourceType]?: (
    inputs: PropertiesOf<Type>,
    neighbours: readonly DeclaredResource[],
    name: string,
  ) => Record<string, unknown>;
};

function argumentsOf<Type extends ResourceType>(
  type: Type,
  { inputs, name }: DeclaredResource,
  neighbours: readonly DeclaredResource[],
): Record<string, unknown> {
  return ARGUMENTS[type]?.(inputs as PropertiesOf<Type>, neighbours, name) ?? {};
}

/** What has another name, or another shape, than in Azure's own API. */
const ARGUMENTS: ArgumentsByType = {
  "azure-native:storage:StorageAccount": (account, neighbours, name) => {
    const [tier, replication] = account.sku.name.split("_");
    return {
      name: account.accountName,
      account_tier: tier,
      account_replication_type: replication,
      account_kind: account.kind,
      allow_nested_items_to_be_public: account.allowBlobPublicAccess,
      cross_tenant_replication_enabled: account.allowCrossTenantReplication,
      https_traffic_only_enabled: account.enableHttpsTrafficOnly,
      local_user_enabled: account.isLocalUserEnabled,
      min_tls_version: account.minimumTlsVersion,
      network_rules: blocks(account.networkRuleSet, ({ bypass, defaultAction }) => ({
        default_action: defaultAction,
        bypass: [bypass],
      })),
      public_network_access_enabled: account.publicNetworkAccess !== "Disabled",
      sftp_enabled: account.isSftpEnabled,
      shared_access_key_enabled: account.allowSharedKeyAccess,
      blob_properties: blobProperties(neighbours, name),
    };
  },
  "azure-native:storage:BlobContainer": (container) => ({
    name: container.containerName,
    container_access_type: container.publicAccess === "None" ? "private" : container.publicAccess?.toLowerCase(),
  }),
  "azure-native:keyvault:Vault": ({ properties, vaultName }) => ({
    name: vaultName,
    ...inSnakeCase({ ...properties }),
    network_acls: blocks(properties.networkAcls, ({ bypass, defaultAction }) => ({
      default_action: defaultAction,
      bypass,
    })),
    public_network_access_enabled: properties.publicNetworkAccess?.toLowerCase() !== "disabled",
    purge_protection_enabled: properties.enablePurgeProtection,
    rbac_authorization_enabled: properties.enableRbacAuthorization,
    sku_name: properties.sku.name,
    soft_delete_retention_days: properties.softDeleteRetentionInDays,
  }),
  "azure-native:databricks:Workspace": (workspace) => ({
    name: workspace.workspaceName,
    custom_parameters: blocks(workspace.parameters, (parameters) => ({
      no_public_ip: parameters.enableNoPublicIp?.value,
      virtual_network_id: parameters.customVirtualNetworkId?.value,
    })),
    customer_managed_key_enabled: workspace.parameters?.prepareEncryption?.value ?? false,
    infrastructure_encryption_enabled: workspace.parameters?.requireInfrastructureEncryption?.value ?? false,
    network_security_group_rules_required: workspace.requiredNsgRules,
    public_network_access_enabled: workspace.publicNetworkAccess !== "Disabled",
    sku: workspace.sku?.name,
  }),
  "azure-native:network:NetworkSecurityGroup": (group) => ({
    name: group.networkSecurityGroupName,
    security_rule: (group.securityRules ?? []).map((rule) => inSnakeCase({ ...rule })),
  }),
};

/** Azure has what is kept of deleted files beside the account, Terraform within it. */
function blobProperties(neighbours: readonly DeclaredResource[], account: string): object[] {
  return neighbours
    .filter(({ inputs, type }) => type === BLOB_SERVICE && inputs.accountName === account)
    .map(({ inputs }) => {
      const service = inputs as PropertiesOf<typeof BLOB_SERVICE>;
      return {
        delete_retention_policy: blocks(service.deleteRetentionPolicy, ({ days }) => ({ days })),
        container_delete_retention_policy: blocks(service.containerDeleteRetentionPolicy, ({ days }) => ({ days })),
      };
    });
}

/** A plan has a block that may be there once as a list. */
const blocks = <Part>(part: Part | undefined, write: (part: Part) => object): object[] =>
  part === undefined ? [] : [write(part)];

/** Arguments under their names in Terraform; an object in them is a block. */
function inSnakeCase(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const members = Object.entries(inputs).map(([name, value]) => {
    if (name === "tags" || typeof value !== "object" || value === null) return [snakeCase(name), value];
    if (Array.isArray(value)) return [snakeCase(name), value.map(itemInSnakeCase)];
    return [snakeCase(name), [itemInSnakeCase(value)]];
  });
  return Object.fromEntries(members);
}

const itemInSnakeCase = (item: unknown): unknown =>
  typeof item === "object" && item !== null && !Array.isArray(item) ? inSnakeCase({ ...item }) : item;

const without = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

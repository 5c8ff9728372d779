import { ResourceGroup } from "@pulumi/azure-native/resources";
import type * as pulumi from "@pulumi/pulumi";
import { DataLake } from "../components/azure/data-lake";
import { DatabricksWorkspace } from "../components/azure/databricks-workspace";
import { KeyVault } from "../components/azure/key-vault";
import { LogArchive } from "../components/azure/log-archive";
import { MonthlyBudget } from "../components/azure/monthly-budget";
import { Network } from "../components/azure/network";
import { PrivateEndpoints, type PrivateTarget, type StorageZones } from "../components/azure/private-endpoints";
import type { ResourceNames } from "../components/azure/resource-names";
import { RetrainingWebhook } from "../components/azure/retraining-webhook";
import { type NeighbourNetwork, StorageDoors } from "../components/azure/storage-doors";
import type { ServerlessNetwork } from "../components/workspace/serverless-network";
import { type EnvironmentSettings, type Protection, protectionOf } from "../config";
import type { Surroundings } from "./surroundings";

/** What an environment has in Azure, as far as the rest of it needs it. */
export interface AzureLayer {
  resourceGroup: ResourceGroup;
  /** Where new resources go, and how they are tagged. */
  placement: Placement;
  dataLake: DataLake;
  keyVault: KeyVault;
  workspace: DatabricksWorkspace;
  retraining: RetrainingWebhook;
  network: Network;
  /** Resource ids of the DNS zones in which the network looks storage up, where it has private endpoints. */
  storageZones: StorageZones | undefined;
  /** Everything in the resource group. */
  contents: pulumi.Resource[];
}

export interface Placement {
  resourceGroupName: pulumi.Output<string>;
  location: string;
  subscriptionId: string;
  tags: Record<string, string>;
}

/**
 * Declares an environment's Azure resources; its workspace will use the account's serverless network.
 * @param neighbours networks of the environments whose clusters use the storage over endpoints, too.
 */
export function declareAzure(
  settings: EnvironmentSettings,
  names: ResourceNames,
  serverless: ServerlessNetwork,
  azure: pulumi.ProviderResource,
  { deletedVaults }: Surroundings,
  neighbours: Record<string, NeighbourNetwork>,
): AzureLayer {
  const options = { providers: [azure] };
  const protection = protectionOf(settings);
  const { location, subscriptionId } = settings.azure;
  const tags = { ...settings.azure.tags, environment: settings.name, "managed-by": "lakestage" };
  const resourceGroup = new ResourceGroup(
    "resource-group",
    { resourceGroupName: names.resourceGroup, location, tags },
    { provider: azure },
  );
  const placement = { resourceGroupName: resourceGroup.name, location, subscriptionId, tags };

  const network = declareNetwork(settings, names, placement, options);
  const dataLake = declareDataLake(settings, names, placement, protection, options);
  const keyVault = declareKeyVault(settings, names, placement, { protection, deletedVaults }, options);
  const workspace = declareWorkspace(
    settings,
    names,
    placement,
    { network, keyVault, serverless, protection },
    options,
  );
  const endpoints = declareEndpoints(settings, names, placement, { network, dataLake, keyVault, workspace }, options);
  const logs = declareLogs(settings, names, placement, { dataLake, keyVault, workspace }, options);
  const retraining = new RetrainingWebhook(
    "retraining",
    {
      ...placement,
      workflowName: names.retrainingWorkflow,
      identityName: names.retrainingIdentity,
      workspaceUrl: workspace.url,
      coolDownMinutes: settings.retraining.coolDownMinutes,
    },
    options,
  );
  const doors = declareDoors(names, placement, { dataLake, neighbours }, options);
  declareBudget(settings, names, options);

  const contents = [network, dataLake, keyVault, workspace, ...endpoints, ...doors, logs, retraining];
  const [{ storageZones } = { storageZones: undefined }] = endpoints;
  return { resourceGroup, placement, network, storageZones, dataLake, keyVault, workspace, retraining, contents };
}

type Options = pulumi.ComponentResourceOptions;

const declareNetwork = (settings: EnvironmentSettings, names: ResourceNames, placement: Placement, options: Options) =>
  new Network(
    "network",
    {
      ...placement,
      virtualNetworkName: names.virtualNetwork,
      securityGroupName: names.networkSecurityGroup,
      endpointSecurityGroupName: names.endpointSecurityGroup,
      cidr: settings.network.cidr,
      natGateway: settings.network.natGateway
        ? { gatewayName: names.natGateway, addressName: names.natGatewayAddress }
        : undefined,
    },
    options,
  );

const declareDataLake = (
  { azure, network, storage }: EnvironmentSettings,
  names: ResourceNames,
  placement: Placement,
  protection: Protection,
  options: Options,
) =>
  new DataLake(
    "data-lake",
    {
      ...placement,
      ...storage,
      tenantId: azure.tenantId,
      accountName: names.storageAccount,
      connectorName: names.accessConnector,
      privateOnly: network.privateEndpoints,
      protect: protection.deletion,
    },
    options,
  );

const declareKeyVault = (
  { azure, keyVault, network, workspace }: EnvironmentSettings,
  names: ResourceNames,
  placement: Placement,
  { protection, deletedVaults }: { protection: Protection; deletedVaults: readonly string[] },
  options: Options,
) =>
  new KeyVault(
    "key-vault",
    {
      ...placement,
      ...keyVault,
      tenantId: azure.tenantId,
      vaultName: names.keyVault,
      recoverDeleted: keyVault.recoverDeleted || deletedVaults.includes(names.keyVault),
      privateOnly: network.privateEndpoints,
      databricksObjectId: azure.databricksObjectId,
      encryptionKey: workspace.customerManagedKeys,
      protect: protection.deletion,
    },
    options,
  );

const declareWorkspace = (
  settings: EnvironmentSettings,
  names: ResourceNames,
  placement: Placement,
  {
    keyVault,
    network,
    protection,
    serverless,
  }: { network: Network; keyVault: KeyVault; serverless: ServerlessNetwork; protection: Protection },
  options: Options,
) =>
  new DatabricksWorkspace(
    "databricks",
    {
      ...placement,
      workspaceName: names.workspace,
      managedResourceGroupName: names.managedResourceGroup,
      injection: {
        virtualNetworkId: network.virtualNetwork.id,
        hostSubnetName: network.hostSubnetName,
        containerSubnetName: network.containerSubnetName,
      },
      privateControlPlane: settings.network.privateEndpoints,
      publicAccess: settings.network.publicAccess,
      encryption: keyVault.encryptionKey && { key: keyVault.encryptionKey, vaultId: keyVault.vault.id },
      uses: [serverless.config],
      protect: protection.deletion,
    },
    options,
  );

function declareEndpoints(
  settings: EnvironmentSettings,
  names: ResourceNames,
  placement: Placement,
  to: { network: Network; dataLake: DataLake; keyVault: KeyVault; workspace: DatabricksWorkspace },
  options: Options,
): PrivateEndpoints[] {
  if (!settings.network.privateEndpoints) return [];
  const workspaceId = to.workspace.resource.id;
  const targets: Record<string, PrivateTarget> = {
    workspace: { subResource: "databricks_ui_api", resourceId: workspaceId },
    "data-lake-dfs": { subResource: "dfs", resourceId: to.dataLake.account.id },
    "data-lake-blob": { subResource: "blob", resourceId: to.dataLake.account.id },
    "key-vault": { subResource: "vault", resourceId: to.keyVault.vault.id },
  };
  if (!settings.network.publicAccess) {
    // Signing in returns to this endpoint once the workspace's public address is off.
    targets["sign-in"] = { subResource: "browser_authentication", resourceId: workspaceId };
  }
  return [
    new PrivateEndpoints(
      "private-endpoints",
      {
        ...placement,
        virtualNetworkId: to.network.virtualNetwork.id,
        subnetId: to.network.endpointSubnetId,
        endpointName: names.privateEndpoint,
        targets,
      },
      options,
    ),
  ];
}

function declareDoors(
  names: ResourceNames,
  { location, resourceGroupName, tags }: Placement,
  { dataLake, neighbours }: { dataLake: DataLake; neighbours: Record<string, NeighbourNetwork> },
  options: Options,
): StorageDoors[] {
  if (Object.keys(neighbours).length === 0) return [];
  return [
    new StorageDoors(
      "storage-doors",
      {
        location,
        resourceGroupName,
        tags,
        accountId: dataLake.account.id,
        endpointName: names.privateEndpoint,
        networks: neighbours,
      },
      options,
    ),
  ];
}

const declareLogs = (
  { monitoring }: EnvironmentSettings,
  names: ResourceNames,
  placement: Placement,
  from: { dataLake: DataLake; keyVault: KeyVault; workspace: DatabricksWorkspace },
  options: Options,
) =>
  new LogArchive(
    "logs",
    {
      ...placement,
      workspaceName: names.logAnalytics,
      retentionDays: monitoring.logRetentionDays,
      dailyLimitGb: monitoring.dailyLimitGb,
      sources: {
        databricks: { resourceId: from.workspace.resource.id },
        "key-vault": { resourceId: from.keyVault.vault.id },
        "data-lake": { resourceId: from.dataLake.blobServiceId, metrics: ["Transaction"] },
      },
    },
    options,
  );

const declareBudget = ({ azure, budget, notifications }: EnvironmentSettings, names: ResourceNames, options: Options) =>
  new MonthlyBudget(
    "costs",
    {
      subscriptionId: azure.subscriptionId,
      budgetName: names.budget,
      amount: budget.monthlyAmount,
      resourceGroupNames: [names.resourceGroup, names.managedResourceGroup],
      startDate: `${new Date().toISOString().slice(0, 7)}-01`,
      warnAtPercent: budget.warnAtPercent,
      emails: budget.emails ?? notifications.email,
    },
    options,
  );

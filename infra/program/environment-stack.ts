import { ManagementLockAtResourceGroupLevel } from "@pulumi/azure-native/authorization";
import { resourceNames } from "../components/azure/resource-names";
import { ServerlessNetwork } from "../components/workspace/serverless-network";
import { type EnvironmentSettings, type Locate, protectionOf } from "../config";
import { declareAzure } from "./azure-layer";
import { declareDatabricks } from "./databricks-layer";
import { findEnvironmentGroups } from "./environment-groups";
import { declarePrincipals } from "./principals";
import { accountProvider, azureProvider } from "./providers";
import { readSnapshotSources } from "./snapshot-sources";
import type { EnvironmentOutputs } from "./stack-outputs";
import type { Surroundings } from "./surroundings";

/**
 * Declares an environment: its Azure resources, its principals, and what it has in Databricks.
 *
 * @param snapshotsOf Environments of whose tables it gets snapshots.
 * @throws pulumi.RunError when the account lacks a group that the settings name; nothing is declared then.
 */
export async function environmentStack(
  settings: EnvironmentSettings,
  snapshotsOf: readonly string[],
  locate: Locate,
  surroundings: Surroundings,
): Promise<EnvironmentOutputs> {
  const account = accountProvider(settings, surroundings);
  const groups = await findEnvironmentGroups(settings, account, locate);
  const { sources, waiting } = await readSnapshotSources(snapshotsOf);

  const azure = azureProvider(settings);
  const names = resourceNames({ ...settings.azure, environment: settings.name });
  const serverless = new ServerlessNetwork(
    "serverless-network",
    { configName: names.networkConnectivity, region: settings.azure.location },
    { providers: [account] },
  );
  const layer = declareAzure(settings, names, serverless, azure, surroundings);
  serverless.bindTo(layer.workspace.workspaceId);
  const principals = declarePrincipals(settings, names, layer, azure, account);
  const { attachments, catalog, destinations, policies, secrets, warehouse } = declareDatabricks(
    settings,
    names,
    layer,
    { groups, principals, sources },
    account,
  );

  if (protectionOf(settings).lock) {
    new ManagementLockAtResourceGroupLevel(
      "lock",
      {
        lockName: "lakestage",
        resourceGroupName: layer.resourceGroup.name,
        level: "CanNotDelete",
        notes: `Guards the ${settings.name} environment; pulumi destroy removes it first.`,
      },
      // Last to come and first to go, so that it never stands in the way of Pulumi's own deletions of the whole.
      { provider: azure, dependsOn: [...layer.contents, principals.deployment] },
    );
  }

  const { temporaryUrl } = layer.dataLake;
  return {
    workspaceUrl: layer.workspace.url,
    workspaceId: layer.workspace.workspaceId,
    resourceGroup: layer.resourceGroup.name,
    catalog: catalog.catalog.name,
    // An output without a value would be a warning at every run.
    ...(temporaryUrl && { temporaryUrl }),
    runnersGroup: { id: principals.runners.id, name: principals.runners.displayName },
    ...(principals.snapshots && {
      snapshotsGroup: { id: principals.snapshots.id, name: principals.snapshots.displayName },
    }),
    deploymentApplicationId: principals.deployment.identity.clientId,
    jobPolicyId: policies.jobs.id,
    ...(policies.interactive && { interactivePolicyId: policies.interactive.id }),
    warehouseId: warehouse.endpoint.id,
    budgetPolicyId: attachments.budgetPolicy.policyId,
    secretScope: secrets.scope.name,
    notificationDestinations: destinations.ids,
    retraining: {
      workflow: layer.retraining.workflow.name,
      trigger: layer.retraining.triggerName,
      applicationId: layer.retraining.identity.clientId,
    },
    ...(waiting.length > 0 && { waiting }),
  };
}

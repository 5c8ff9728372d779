import { ManagementLockAtResourceGroupLevel } from "@pulumi/azure-native/authorization";
import { RestrictWorkspaceAdminsSetting } from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { resourceNames } from "../components/azure/resource-names";
import type { NeighbourNetwork } from "../components/azure/storage-doors";
import { SecretScope } from "../components/workspace/secret-scope";
import { ServerlessNetwork } from "../components/workspace/serverless-network";
import { type EnvironmentSettings, type Locate, protectionOf } from "../config";
import { declareAccount, declareEntitlements, everyoneIn } from "./account-layer";
import { type AzureLayer, declareAzure } from "./azure-layer";
import { declareCatalog } from "./catalog-layer";
import { findEnvironmentGroups, groupsSchema } from "./environment-groups";
import { keptIdentities } from "./kept-identities";
import { lastDeployment } from "./last-deployment";
import { declarePrincipals } from "./principals";
import { declareIdentities, type ProjectWithIdentities } from "./project-identities";
import { accountProvider, azureProvider, workspaceProvider } from "./providers";
import { type Reader, readersOf } from "./readers";
import { retrainingCallback } from "./retraining-callback";
import { roleHolders } from "./role-holders";
import { readSnapshotSources, type SnapshotSource } from "./snapshot-sources";
import type { EnvironmentPeople, PlatformOutputs } from "./stack-outputs";
import type { Surroundings } from "./surroundings";

/** Whom a platform's stack has to do with beside its own environment. */
export interface PlatformNeighbours {
  /** Environments of whose tables it gets snapshots. */
  snapshotsOf: readonly string[];
  projects: readonly ProjectWithIdentities[];
}

/**
 * Declares what an environment stands on, and what takes rights that no pipeline of it has: Azure, identities, what the
 * account gives the workspace, the catalog with all that is granted on it.
 *
 * @throws pulumi.RunError when the account lacks a group that the settings name; nothing is declared then.
 */
export async function platformStack(
  settings: EnvironmentSettings,
  { projects, snapshotsOf }: PlatformNeighbours,
  locate: Locate,
  surroundings: Surroundings,
): Promise<PlatformOutputs> {
  const account = accountProvider(settings, surroundings);
  const last = await lastDeployment(lookedUpSchema);
  const groups = await findEnvironmentGroups(settings, account, locate, last?.groups);
  const { sources, waiting } = await readSnapshotSources(snapshotsOf);
  const kept = await keptIdentities(settings.name, projects);

  const azure = azureProvider(settings);
  const names = resourceNames({ ...settings.azure, environment: settings.name });
  const serverless = new ServerlessNetwork(
    "serverless-network",
    { configName: names.networkConnectivity, region: settings.azure.location },
    { providers: [account] },
  );
  const { prodAccess, readOnlyIn } = settings.unityCatalog;
  const readers = readersOf(prodAccess === "binding" ? readOnlyIn : []);
  const neighbours = settings.network.privateEndpoints ? networksOf(readers, sources) : {};
  const layer = declareAzure(settings, names, serverless, azure, surroundings, neighbours);
  const { workspaceId } = layer.workspace;
  serverless.bindTo(workspaceId);
  if (settings.network.privateEndpoints) {
    const users = [...Object.entries(readers), ...sources.map((source) => [source.environment, source] as const)];
    const theirs = users.map(([environment, { serverlessNetworkId }]) => [environment, serverlessNetworkId]);
    serverless.reachStorage(layer.dataLake.account.id, Object.fromEntries(theirs));
  }
  const principals = declarePrincipals(settings, names, layer, azure, account);
  const { deployment, preview, runners, snapshots } = principals;
  const people = {
    groups,
    runnersGroup: { id: runners.id, name: runners.displayName },
    ...(snapshots && { snapshotsGroup: { id: snapshots.id, name: snapshots.displayName } }),
    deployment: { id: deployment.servicePrincipal.id, applicationId: deployment.servicePrincipal.applicationId },
    preview: { id: preview.servicePrincipal.id, applicationId: preview.servicePrincipal.applicationId },
    retraining: { id: principals.retraining.id, applicationId: principals.retraining.applicationId },
  };
  const { attachments, members } = declareAccount(settings, names, workspaceId, people, account);
  // Through the provider, everything in the workspace comes after its metastore and its members, and goes before them:
  // a workspace knows neither catalogs without the one, nor groups that are not among the others.
  const provider = workspaceProvider(layer.workspace.host, { dependsOn: [attachments.metastoreAssignment, members] });
  const options = { providers: [provider] };
  // A pipeline administers its workspace. Unrestricted it could act as any person there, in what else that person may do.
  // Only an account admin may set it.
  new RestrictWorkspaceAdminsSetting(
    "restricted-admins",
    { restrictWorkspaceAdmins: { status: "RESTRICT_TOKENS_AND_JOB_RUN_AS" } },
    { provider },
  );
  const everyoneGroupId = last ? pulumi.output(last.everyoneGroupId) : everyoneIn(provider);
  declareEntitlements(settings, people, everyoneGroupId, provider);
  const catalog = declareCatalog(settings, layer, people, { readers, sources }, options);
  const secrets = declareSecretScope(settings, layer, people, options);
  const identities = declareIdentities(settings, [...projects, ...kept], principals, account);
  const callbackUrl = last?.retraining.callbackUrl ?? retrainingCallback(layer, azure);

  if (protectionOf(settings).lock && !surroundings.unlocked) {
    new ManagementLockAtResourceGroupLevel(
      "lock",
      {
        lockName: "lakestage",
        resourceGroupName: layer.resourceGroup.name,
        level: "CanNotDelete",
        notes: `Guards the ${settings.name} environment; pulumi destroy removes it first.`,
      },
      // Last to come and first to go, so that it never stands in the way of Pulumi's own deletions of the whole.
      { provider: azure, dependsOn: [...layer.contents, deployment, preview] },
    );
  }

  const { temporaryUrl } = layer.dataLake;
  const { outboundAddress } = layer.network;
  return {
    workspaceUrl: layer.workspace.url,
    workspaceId,
    resourceGroup: layer.resourceGroup.name,
    catalog: catalog.catalog.name,
    // An output without a value would be a warning at every run.
    ...(temporaryUrl && { temporaryUrl }),
    ...(outboundAddress && { outboundAddress }),
    endpointSubnetId: layer.network.endpointSubnetId,
    serverlessNetworkId: serverless.config.networkConnectivityConfigId,
    ...(layer.storageZones && { storageZones: layer.storageZones }),
    ...people,
    retraining: { ...people.retraining, callbackUrl: pulumi.secret(callbackUrl) },
    everyoneGroupId,
    budgetPolicyId: attachments.budgetPolicy.policyId,
    secretScope: secrets.scope.name,
    projects: identities,
    ...(sources.length > 0 && {
      snapshotWriters: Object.fromEntries(sources.map(({ environment, writers }) => [environment, writers])),
    }),
    ...(waiting.length > 0 && { waiting }),
  };
}

/** Networks of the environments that use this one's storage: who reads it, and who writes snapshots to it. */
const networksOf = (
  readers: Record<string, Reader>,
  sources: readonly SnapshotSource[],
): Record<string, NeighbourNetwork> => ({
  ...readers,
  ...Object.fromEntries(sources.flatMap(({ environment, network }) => (network ? [[environment, network]] : []))),
});

/** What is looked up with rights that whoever previews need not have. */
const lookedUpSchema = z.object({
  groups: groupsSchema,
  everyoneGroupId: z.string(),
  retraining: z.object({ callbackUrl: z.string() }),
});

/** Of the environment's secrets; on the key vault, whoever makes it needs a role there. */
const declareSecretScope = (
  settings: EnvironmentSettings,
  { keyVault }: AzureLayer,
  people: EnvironmentPeople,
  options: pulumi.ComponentResourceOptions,
): SecretScope =>
  new SecretScope(
    "secrets",
    {
      scopeName: settings.secrets.scope,
      vault: settings.secrets.backend === "keyVault" ? { resourceId: keyVault.vault.id, uri: keyVault.uri } : undefined,
      access: Object.fromEntries(
        roleHolders(settings, people).flatMap(({ key, name, rights: { secrets } }) =>
          secrets ? [[key, { principal: name, level: secrets }]] : [],
        ),
      ),
      protect: protectionOf(settings).deletion,
    },
    options,
  );

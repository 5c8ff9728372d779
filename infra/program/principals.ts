import * as databricks from "@pulumi/databricks";
import type * as pulumi from "@pulumi/pulumi";
import type { ResourceNames } from "../components/azure/resource-names";
import {
  azureDevOpsPipeline,
  type FederatedPipeline,
  githubPipelines,
  githubPullRequests,
} from "../components/identity/federation";
import { PipelineIdentity } from "../components/identity/pipeline-identity";
import { type EnvironmentSettings, serviceConnections } from "../config";
import type { AzureLayer } from "./azure-layer";

/** Principals of the account that exist for one environment only. */
export interface EnvironmentPrincipals {
  /** Whom the environment's pipeline acts as. It has no role in Azure and none in the account. */
  deployment: PipelineIdentity;
  /** Whom pull requests are previewed as. It changes nothing anywhere. */
  preview: PipelineIdentity;
  /** Group of the projects' run identities. */
  runners: databricks.Group;
  /** Group of the projects' snapshot identities, where the environment takes snapshots for others. */
  snapshots: databricks.Group | undefined;
  /** Whom the retraining webhook acts as. */
  retraining: databricks.ServicePrincipal;
}

export function declarePrincipals(
  settings: EnvironmentSettings,
  names: ResourceNames,
  { placement, resourceGroup, retraining, workspace }: AzureLayer,
  azure: pulumi.ProviderResource,
  account: pulumi.ProviderResource,
): EnvironmentPrincipals {
  const pipelineIdentity = (name: string, identityName: string, pipelines: FederatedPipeline[]): PipelineIdentity =>
    new PipelineIdentity(
      name,
      { ...placement, identityName, accountId: settings.account.id, pipelines },
      { providers: [azure, account] },
    );
  const deployment = pipelineIdentity("deployment", names.deploymentIdentity, deployingPipelines(settings));
  const preview = pipelineIdentity("preview", names.previewIdentity, previewingPipelines(settings));
  const { subscriptionId } = placement;
  preview.give("reader", { scope: resourceGroup.id, role: "Reader", subscriptionId });
  // A group, since a securable has one list of grants: a project's identities are added here, and that list stays.
  const runners = new databricks.Group(
    "runners",
    { displayName: names.runnersGroup },
    // Its name may be taken only once, so it waits until what is likelier to fail has not.
    { provider: account, dependsOn: workspace.resource },
  );
  const snapshots =
    settings.unityCatalog.prodAccess === "snapshot"
      ? new databricks.Group(
          "snapshots",
          { displayName: names.snapshotsGroup },
          { provider: account, dependsOn: workspace.resource },
        )
      : undefined;
  const caller = new databricks.ServicePrincipal(
    "retraining-service-principal",
    // Without the last, a destroy would only disable it.
    {
      applicationId: retraining.identity.clientId,
      displayName: names.retrainingIdentity,
      disableAsUserDeletion: false,
    },
    { provider: account },
  );
  return { deployment, preview, runners, snapshots, retraining: caller };
}

function deployingPipelines(settings: EnvironmentSettings): FederatedPipeline[] {
  const { identity, name } = settings;
  return [...(identity.github ? githubPipelines(identity.github, name) : []), ...connection(settings, "deployment")];
}

function previewingPipelines(settings: EnvironmentSettings): FederatedPipeline[] {
  const { github } = settings.identity;
  return [...(github ? githubPullRequests(github) : []), ...connection(settings, "preview")];
}

function connection(
  { azure, identity: { azureDevOps }, name }: EnvironmentSettings,
  whose: "deployment" | "preview",
): FederatedPipeline[] {
  if (!azureDevOps) return [];
  const serviceConnection = serviceConnections(azureDevOps.serviceConnection, name)[whose];
  const subject = azureDevOps.entraSubjects[serviceConnection];
  const entra = subject === undefined ? undefined : { tenantId: azure.tenantId, subject };
  return [azureDevOpsPipeline({ ...azureDevOps, serviceConnection, entra })];
}

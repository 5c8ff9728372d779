import * as databricks from "@pulumi/databricks";
import type * as pulumi from "@pulumi/pulumi";
import type { ResourceNames } from "../components/azure/resource-names";
import { DeploymentIdentity } from "../components/identity/deployment-identity";
import { azureDevOpsPipeline, type FederatedPipeline, githubPipeline } from "../components/identity/federation";
import type { EnvironmentSettings } from "../config";
import type { AzureLayer } from "./azure-layer";

/** Principals of the account that exist for one environment only. */
export interface EnvironmentPrincipals {
  deployment: DeploymentIdentity;
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
  const deployment = new DeploymentIdentity(
    "deployment",
    {
      ...placement,
      resourceGroupId: resourceGroup.id,
      identityName: names.deploymentIdentity,
      accountId: settings.account.id,
      pipelines: pipelines(settings),
    },
    { providers: [azure, account] },
  );
  // A group, since a securable has one list of grants: projects add their identities here and need not touch that list.
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
  return { deployment, runners, snapshots, retraining: caller };
}

function pipelines({ identity: { azureDevOps, github }, name }: EnvironmentSettings): FederatedPipeline[] {
  return [
    ...(github ? [githubPipeline(github, name)] : []),
    ...(azureDevOps
      ? [azureDevOpsPipeline({ ...azureDevOps, serviceConnection: `${azureDevOps.serviceConnection}-${name}` })]
      : []),
  ];
}

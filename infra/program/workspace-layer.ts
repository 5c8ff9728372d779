import * as databricks from "@pulumi/databricks";
import type * as pulumi from "@pulumi/pulumi";
import { PROJECTS_FOLDER } from "../components/ml/project-folder";
import { ClusterPolicies } from "../components/workspace/cluster-policies";
import { NotificationDestinations } from "../components/workspace/notification-destinations";
import { SqlWarehouse } from "../components/workspace/sql-warehouse";
import { WorkspaceSettings } from "../components/workspace/workspace-settings";
import type { Compute, EnvironmentSettings } from "../config";
import { jobRuntime } from "./job-runtime";
import { roleHolders } from "./role-holders";
import type { EnvironmentPeople } from "./stack-outputs";

/** What is in a workspace for all, as far as projects' stacks need it. */
export interface WorkspaceLayer {
  policies: ClusterPolicies;
  warehouse: SqlWarehouse;
  destinations: NotificationDestinations;
  /** The version that clusters of jobs run. */
  jobRuntime: pulumi.Input<string>;
}

/** What a workspace follows. */
interface WorkspaceGround {
  settings: EnvironmentSettings;
  people: EnvironmentPeople;
  /** What it is configured with, by the API's names. */
  configuration: Record<string, string>;
  /** From which its clusters appear on the internet, where that is known. */
  outboundAddress: string | undefined;
}

/** Declares what is in an environment's workspace for all of its projects. */
export function declareWorkspace(
  { configuration, outboundAddress, people, settings }: WorkspaceGround,
  provider: pulumi.ProviderResource,
): WorkspaceLayer {
  const options = { providers: [provider] };
  // Who may look into a project's folder, its stack says; this one is the admins'.
  new databricks.Directory("projects-folder", { path: PROJECTS_FOLDER }, { provider });
  new WorkspaceSettings(
    "workspace-settings",
    { configuration, ipAccessList: admittedAddresses(settings, outboundAddress) },
    options,
  );

  const runtime = jobRuntime(settings.compute.sparkVersion, provider);
  return {
    policies: declarePolicies(settings, people, runtime, options),
    jobRuntime: runtime,
    warehouse: new SqlWarehouse(
      "sql",
      {
        environment: settings.name,
        ...settings.compute.warehouse,
        usableBy: usersOf("warehouse", settings, people),
      },
      options,
    ),
    destinations: new NotificationDestinations("notifications", settings.notifications, options),
  };
}

/** Those of the settings, and of what has to reach the workspace from outside; nobody's where everybody may. */
function admittedAddresses(
  { network, retraining, workspace: { ipAccessList } }: EnvironmentSettings,
  outboundAddress: string | undefined,
): string[] {
  if (ipAccessList.length === 0) return [];
  // Over a private endpoint no list is asked; else clusters that are not on it cannot start.
  const clusters = network.privateEndpoints || outboundAddress === undefined ? [] : [outboundAddress];
  return [...new Set([...ipAccessList, ...clusters, ...retraining.callerAddresses])];
}

type Options = pulumi.ComponentResourceOptions;

/** Groups that may use some kind of compute. Who is none, such as the deployment identity, administers it anyway. */
const usersOf = (compute: Compute, settings: EnvironmentSettings, people: EnvironmentPeople): pulumi.Input<string>[] =>
  roleHolders(settings, people).flatMap(({ name, rights }) => (rights.compute?.includes(compute) ? [name] : []));

const declarePolicies = (
  settings: EnvironmentSettings,
  people: EnvironmentPeople,
  runtime: pulumi.Input<string>,
  options: Options,
) =>
  new ClusterPolicies(
    "cluster-policies",
    {
      environment: settings.name,
      ...settings.compute,
      jobRuntime: runtime,
      interactiveFor: usersOf("interactiveClusters", settings, people),
      jobsFor: usersOf("jobClusters", settings, people),
      admins: people.groups.platformAdmins.name,
    },
    options,
  );

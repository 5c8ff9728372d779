import type * as pulumi from "@pulumi/pulumi";
import type { StorageZones } from "../components/azure/private-endpoints";
import type { EnvironmentGroups } from "./environment-groups";
import type { ProjectIdentities } from "./project-identities";
import type { Waiting } from "./readiness";

/** A group of the account: privileges name it by its name, the account by its number. */
export interface Group {
  id: pulumi.Input<string>;
  name: pulumi.Input<string>;
}

/** A service principal of the account: privileges name it by its application id, the account by its number. */
export interface ServicePrincipal {
  id: pulumi.Input<string>;
  applicationId: pulumi.Input<string>;
}

/** Who holds rights in an environment. */
export interface EnvironmentPeople {
  /** The account's groups of people. */
  groups: EnvironmentGroups;
  /** Group of the projects' run identities: it may open the workspace, pass through the catalog, start jobs. */
  runnersGroup: Group;
  /**
   * Group of the projects' snapshot identities, where snapshots are taken: it may open the workspace, pass through the
   * catalogs on both sides, start its jobs.
   */
  snapshotsGroup?: Group | undefined;
  /** Whom the environment's pipeline deploys as. */
  deployment: ServicePrincipal;
  /** Whom pull requests are previewed as. */
  preview: ServicePrincipal;
}

/** What a platform's stack gives to the environment's other stacks, to other platforms, and to people. */
export interface PlatformOutputs extends EnvironmentPeople {
  /** Address of the workspace, for people and for the Databricks provider. */
  workspaceUrl: pulumi.Output<string>;
  /** The workspace's id in Databricks: digits. Other environments bind their catalogs to it. */
  workspaceId: pulumi.Output<string>;
  /** The Azure resource group. */
  resourceGroup: pulumi.Output<string>;
  /** The catalog that projects make their schemas in. */
  catalog: pulumi.Output<string>;
  /** Resource id of the subnet that private endpoints go to, those of other environments' storage too. */
  endpointSubnetId: pulumi.Output<string>;
  /** Id of the network connectivity configuration of the workspace's serverless compute. */
  serverlessNetworkId: pulumi.Output<string>;
  /** Resource ids of the DNS zones in which the network looks storage up, where it has private endpoints. */
  storageZones?: StorageZones;
  /** The IPv4 address from which the environment's clusters appear on the internet, where they leave by a NAT gateway. */
  outboundAddress?: pulumi.Output<string>;
  /** `abfss://` address that tests may write temporary files below, where there is one. */
  temporaryUrl?: pulumi.Output<string>;
  /** Id of the workspace's own group of everybody. */
  everyoneGroupId: pulumi.Output<string>;
  /** Policy that tags the cost of serverless jobs. */
  budgetPolicyId: pulumi.Output<string>;
  /** The scope that jobs read secrets from. */
  secretScope: pulumi.Output<string>;
  /**
   * The webhook that starts retraining: an alert posts to the callback address with `jobs/<job id>` added; the job must let
   * the service principal run it. The address carries its own credential: it is secret.
   */
  retraining: ServicePrincipal & { callbackUrl: pulumi.Output<string> };
  /** Whom the projects' jobs run as, by project. */
  projects: Record<string, ProjectIdentities<pulumi.Output<string>>>;
  /** Application ids of those who write snapshots here, by the environment that they come from and by project. */
  snapshotWriters?: Record<string, Record<string, string>>;
  /** What is declared and cannot be made yet, where there is any. */
  waiting?: Waiting[];
}

/** What an environment's stack gives to projects' stacks, and to people. */
export interface EnvironmentOutputs {
  /** As the platform's stack says it. */
  workspaceUrl: string;
  /** As the platform's stack says it. */
  workspaceId: string;
  /** Policy that clusters of jobs follow. */
  jobPolicyId: pulumi.Output<string>;
  /** The version that clusters of jobs run. */
  jobRuntime: pulumi.Input<string>;
  /** Policy that people's clusters follow, where people may have any. */
  interactivePolicyId?: pulumi.Output<string>;
  /** The SQL warehouse. */
  warehouseId: pulumi.Output<string>;
  /** Ids of the notification destinations, by kind: `email`, `slack`, `teams`, `webhook`. */
  notificationDestinations: Record<string, pulumi.Output<string>>;
  /** Keys of the workspace's configuration that its settings name, or have named. */
  configurationKeys: string[];
}

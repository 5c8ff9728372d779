import type * as pulumi from "@pulumi/pulumi";
import type { Waiting } from "./readiness";

/** What an environment's stack gives to projects' stacks, to other environments, and to people. */
export interface EnvironmentOutputs {
  /** Address of the workspace, for people and for the Databricks provider. */
  workspaceUrl: pulumi.Output<string>;
  /** The workspace's id in Databricks: digits. Other environments bind their catalogs to it. */
  workspaceId: pulumi.Output<string>;
  /** The Azure resource group. */
  resourceGroup: pulumi.Output<string>;
  /** The catalog that projects make their schemas in. */
  catalog: pulumi.Output<string>;
  /** `abfss://` address that tests may write temporary files below, where there is one. */
  temporaryUrl?: pulumi.Output<string>;
  /** Group that a project's run identity joins: it may open the workspace, pass through the catalog, start jobs. */
  runnersGroup: { id: pulumi.Output<string>; name: pulumi.Output<string> };
  /**
   * Group that a project's snapshot identity joins, where snapshots are taken: it may open the workspace, pass through the
   * catalogs on both sides, start its job.
   */
  snapshotsGroup?: { id: pulumi.Output<string>; name: pulumi.Output<string> };
  /** Application id of the identity that CI deploys as. */
  deploymentApplicationId: pulumi.Output<string>;
  /** Policy that clusters of jobs follow. */
  jobPolicyId: pulumi.Output<string>;
  /** Policy that people's clusters follow, where people may have any. */
  interactivePolicyId?: pulumi.Output<string>;
  /** The SQL warehouse. */
  warehouseId: pulumi.Output<string>;
  /** Policy that tags the cost of serverless jobs. */
  budgetPolicyId: pulumi.Output<string>;
  /** The scope that jobs read secrets from. */
  secretScope: pulumi.Output<string>;
  /** Ids of the notification destinations, by kind: `email`, `slack`, `teams`, `webhook`. */
  notificationDestinations: Record<string, pulumi.Output<string>>;
  /**
   * The webhook that starts retraining. An alert posts to the trigger's callback address with `jobs/<job id>` added;
   * the job must let `applicationId` run it.
   */
  retraining: { workflow: pulumi.Output<string>; trigger: string; applicationId: pulumi.Output<string> };
  /** What is declared and cannot be made yet, where there is any. */
  waiting?: Waiting[];
}

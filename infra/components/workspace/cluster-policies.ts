import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import { type ClusterLimits, closedDefinition, interactiveDefinition, jobDefinition } from "./policy-definitions";

export interface ClusterPoliciesArgs extends ClusterLimits {
  /** The version that clusters of jobs run. */
  jobRuntime: pulumi.Input<string>;
  /** Interactive clusters that one person may have. */
  clustersPerUser: number;
  /** Groups that may start interactive clusters. Empty: there is no policy for them. */
  interactiveFor: pulumi.Input<string>[];
  /** Groups that may start clusters for jobs. */
  jobsFor: pulumi.Input<string>[];
  /** Group that administers the workspace, and so may use every policy. */
  admins: pulumi.Input<string>;
}

/**
 * What may be started in a workspace. Without the entitlement to create clusters freely, a policy that a group may use
 * is the only way to compute; where no policy is granted, nothing can be started. That takes closing Personal Compute, one
 * of the policies that every workspace has from the start: all of its users may use that one.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class ClusterPolicies extends pulumi.ComponentResource {
  readonly jobs: databricks.ClusterPolicy;
  readonly interactive: databricks.ClusterPolicy | undefined;

  constructor(
    private readonly name: string,
    args: ClusterPoliciesArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:workspace:ClusterPolicies", name, {}, options);

    this.jobs = this.createPolicy(
      "jobs",
      pulumi.output(args.jobRuntime).apply((sparkVersion) => jobDefinition({ ...args, sparkVersion })),
      args.jobsFor,
    );
    this.interactive =
      args.interactiveFor.length > 0
        ? this.createPolicy("interactive", interactiveDefinition(args), args.interactiveFor, args.clustersPerUser)
        : undefined;
    this.closePersonalCompute(args);

    this.registerOutputs({ jobs: this.jobs.id });
  }

  private createPolicy(
    purpose: string,
    definition: pulumi.Input<object>,
    users: pulumi.Input<string>[],
    maxClustersPerUser?: number,
  ): databricks.ClusterPolicy {
    const policy = new databricks.ClusterPolicy(
      `${this.name}-${purpose}`,
      {
        name: `lakestage-${purpose}`,
        definition: pulumi.jsonStringify(definition),
        ...(maxClustersPerUser !== undefined && { maxClustersPerUser }),
      },
      { parent: this },
    );
    if (users.length > 0) this.letUse(purpose, policy, users);
    return policy;
  }

  /**
   * Named as the service's own, with its family, the provider changes that policy and makes none. Its list no longer has
   * everybody; an account's switch may let everybody use it all the same, so it starts nothing either.
   */
  private closePersonalCompute(args: ClusterPoliciesArgs): void {
    const policy = new databricks.ClusterPolicy(
      `${this.name}-personal-compute`,
      {
        name: "Personal Compute",
        policyFamilyId: "personal-vm",
        policyFamilyDefinitionOverrides: JSON.stringify(closedDefinition(args)),
        maxClustersPerUser: args.clustersPerUser,
      },
      { parent: this },
    );
    this.letUse("personal-compute", policy, [args.admins]);
  }

  private letUse(purpose: string, policy: databricks.ClusterPolicy, groups: pulumi.Input<string>[]): void {
    new databricks.Permissions(
      `${this.name}-${purpose}-permissions`,
      {
        clusterPolicyId: policy.id,
        accessControls: groups.map((groupName) => ({ groupName, permissionLevel: "CAN_USE" })),
      },
      { parent: this },
    );
  }
}

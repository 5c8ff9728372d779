import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

export interface AccountAttachmentsArgs {
  environment: string;
  /** Names what is made in the account, which all environments share; 3 to 30 letters, digits, dashes. */
  stem: string;
  /** Azure region of the workspace. */
  region: string;
  workspaceId: pulumi.Input<string>;
  metastoreId: string;
}

/**
 * What the account holds for a workspace: its metastore, the network connectivity of its serverless compute, and the
 * policy that tags serverless usage, for the bill to be split by environment.
 *
 * Pass the account's provider in `options.providers`.
 */
export class AccountAttachments extends pulumi.ComponentResource {
  readonly metastoreAssignment: databricks.MetastoreAssignment;
  readonly budgetPolicy: databricks.BudgetPolicy;

  constructor(
    private readonly name: string,
    private readonly args: AccountAttachmentsArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:workspace:AccountAttachments", name, {}, options);

    this.metastoreAssignment = this.assignMetastore();
    this.budgetPolicy = this.createBudgetPolicy();
    this.connectServerless();

    this.registerOutputs({ budgetPolicyId: this.budgetPolicy.policyId });
  }

  private assignMetastore(): databricks.MetastoreAssignment {
    const { metastoreId, workspaceId } = this.args;
    return new databricks.MetastoreAssignment(`${this.name}-metastore`, { workspaceId, metastoreId }, { parent: this });
  }

  private createBudgetPolicy(): databricks.BudgetPolicy {
    const { environment, stem, workspaceId } = this.args;
    return new databricks.BudgetPolicy(
      `${this.name}-budget-policy`,
      {
        policyName: stem,
        customTags: [{ key: "environment", value: environment }],
        bindingWorkspaceIds: [pulumi.output(workspaceId).apply(Number)],
      },
      { parent: this },
    );
  }

  private connectServerless(): void {
    const { region, stem, workspaceId } = this.args;
    const connectivity = new databricks.MwsNetworkConnectivityConfig(
      `${this.name}-connectivity`,
      { name: stem, region },
      { parent: this },
    );
    new databricks.MwsNccBinding(
      `${this.name}-connectivity-binding`,
      { networkConnectivityConfigId: connectivity.networkConnectivityConfigId, workspaceId },
      { parent: this },
    );
  }
}

import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

export interface AccountAttachmentsArgs {
  environment: string;
  /** Account id, which the name of the policy's rule set begins with. */
  accountId: string;
  /** Unique in the account, which all environments share. */
  budgetPolicyName: string;
  workspaceId: pulumi.Input<string>;
  metastoreId: string;
  /** Who may tag usage by the policy: nobody else but its maker may. As rule sets name them: `groups/platform-admins`. */
  budgetPolicyUsers: pulumi.Input<string>[];
}

/**
 * What the account holds for a workspace: its metastore, and the policy that tags serverless usage, for the bill to be
 * split by environment.
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
    this.letOthersUseIt();

    this.registerOutputs({ budgetPolicyId: this.budgetPolicy.policyId });
  }

  private assignMetastore(): databricks.MetastoreAssignment {
    const { metastoreId, workspaceId } = this.args;
    return new databricks.MetastoreAssignment(`${this.name}-metastore`, { workspaceId, metastoreId }, { parent: this });
  }

  private createBudgetPolicy(): databricks.BudgetPolicy {
    const { budgetPolicyName, environment, workspaceId } = this.args;
    return new databricks.BudgetPolicy(
      `${this.name}-budget-policy`,
      {
        policyName: budgetPolicyName,
        customTags: [{ key: "environment", value: environment }],
        bindingWorkspaceIds: [pulumi.output(workspaceId).apply(Number)],
      },
      { parent: this },
    );
  }

  private letOthersUseIt(): void {
    const { accountId, budgetPolicyUsers } = this.args;
    new databricks.AccessControlRuleSet(
      `${this.name}-budget-policy-users`,
      {
        name: pulumi.interpolate`accounts/${accountId}/budgetPolicies/${this.budgetPolicy.policyId}/ruleSets/default`,
        grantRules: [{ principals: budgetPolicyUsers, role: "roles/budgetPolicy.user" }],
      },
      { parent: this },
    );
  }
}

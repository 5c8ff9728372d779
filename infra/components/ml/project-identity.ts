import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

export interface ProjectIdentityArgs {
  /** Account id, which the name of the identity's rule set begins with. */
  accountId: string;
  /** What people see in lists of service principals. */
  displayName: string;
  /** Id of the environment's group through which it is let into the workspace. */
  groupId: pulumi.Input<string>;
  /** Application id of the identity that CI deploys as, and so says which jobs run as this one. */
  deploymentApplicationId: pulumi.Input<string>;
  /** Group of those who may deploy by hand. */
  platformAdmins: string;
}

/**
 * Whom jobs of a project run as in one environment: a service principal of the account, without any secret, that is let
 * into the workspace through a group of the environment's.
 *
 * Pass the account's provider in `options.providers`.
 */
export class ProjectIdentity extends pulumi.ComponentResource {
  readonly servicePrincipal: databricks.ServicePrincipal;
  readonly membership: databricks.GroupMember;
  readonly applicationId: pulumi.Output<string>;

  constructor(
    private readonly name: string,
    private readonly args: ProjectIdentityArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:ml:ProjectIdentity", name, {}, options);

    this.servicePrincipal = new databricks.ServicePrincipal(
      `${name}-service-principal`,
      // Without the last, a destroy would only disable it.
      { displayName: args.displayName, disableAsUserDeletion: false },
      { parent: this },
    );
    this.applicationId = this.servicePrincipal.applicationId;
    this.membership = new databricks.GroupMember(
      `${name}-membership`,
      { groupId: args.groupId, memberId: this.servicePrincipal.id },
      { parent: this },
    );
    this.letDeployersUseIt();

    this.registerOutputs({ applicationId: this.applicationId });
  }

  /** Only who may use a service principal may make a job run as it; not even administrators may otherwise. */
  private letDeployersUseIt(): void {
    const { accountId, deploymentApplicationId, platformAdmins } = this.args;
    new databricks.AccessControlRuleSet(
      `${this.name}-users`,
      {
        name: pulumi.interpolate`accounts/${accountId}/servicePrincipals/${this.applicationId}/ruleSets/default`,
        grantRules: [
          {
            principals: [`groups/${platformAdmins}`, pulumi.interpolate`servicePrincipals/${deploymentApplicationId}`],
            role: "roles/servicePrincipal.user",
          },
        ],
      },
      { parent: this },
    );
  }
}

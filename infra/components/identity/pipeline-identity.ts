import { FederatedIdentityCredential, UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import { type AssignRoleArgs, assignRole } from "../azure/role-assignment";
import type { FederatedPipeline } from "./federation";

export interface PipelineIdentityArgs {
  resourceGroupName: pulumi.Input<string>;
  location: string;
  tags: Record<string, string>;
  /** Name of the identity in Azure, and of the service principal in Databricks. */
  identityName: string;
  /** The Databricks account: the audience that its tokens must carry. */
  accountId: string;
  /** Pipelines that may act as the identity. */
  pipelines: FederatedPipeline[];
}

/** What Microsoft Entra ID expects a pipeline's token to be meant for. */
const AZURE_AUDIENCE = "api://AzureADTokenExchange";

/**
 * An identity that pipelines act as: one in Azure and Databricks, and without a secret. A pipeline's own short-lived token
 * is exchanged: with Microsoft Entra ID, whose tokens Azure and Databricks both take, or with Databricks alone
 * (decision 0074). By itself it may do nothing.
 *
 * Pass the Azure provider and the account's provider in `options.providers`.
 */
export class PipelineIdentity extends pulumi.ComponentResource {
  readonly identity: UserAssignedIdentity;
  readonly servicePrincipal: databricks.ServicePrincipal;

  constructor(
    private readonly name: string,
    private readonly args: PipelineIdentityArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:identity:PipelineIdentity", name, {}, options);

    this.identity = this.createIdentity();
    this.servicePrincipal = this.createServicePrincipal();
    this.trustInAzure();
    this.trustInDatabricks();

    this.registerOutputs({ applicationId: this.identity.clientId });
  }

  /** Lets it do something in Azure: by itself it may do nothing. */
  give(what: string, role: Omit<AssignRoleArgs, "principalId">): void {
    const { principalId } = this.identity;
    assignRole(`${this.name}-${what}`, { ...role, principalId }, { parent: this });
  }

  private createIdentity(): UserAssignedIdentity {
    const { identityName, location, resourceGroupName, tags } = this.args;
    return new UserAssignedIdentity(
      `${this.name}-identity`,
      { resourceName: identityName, resourceGroupName, location, tags },
      { parent: this },
    );
  }

  private createServicePrincipal(): databricks.ServicePrincipal {
    return new databricks.ServicePrincipal(
      `${this.name}-service-principal`,
      // Without the last, a destroy would only disable it.
      { applicationId: this.identity.clientId, displayName: this.args.identityName, disableAsUserDeletion: false },
      { parent: this },
    );
  }

  private trustInAzure(): void {
    let previous: FederatedIdentityCredential | undefined;
    for (const { issuer, name, subject } of this.args.pipelines) {
      previous = new FederatedIdentityCredential(
        `${this.name}-azure-${name}`,
        {
          federatedIdentityCredentialResourceName: name,
          resourceName: this.identity.name,
          resourceGroupName: this.args.resourceGroupName,
          issuer,
          subject,
          audiences: [AZURE_AUDIENCE],
        },
        // Azure refuses two changes of one identity's credentials at a time.
        { parent: this, ...(previous && { dependsOn: previous }) },
      );
    }
  }

  private trustInDatabricks(): void {
    const pipelines = this.args.pipelines.filter(({ reachesDatabricks }) => reachesDatabricks);
    for (const { description, issuer, name, subject } of pipelines) {
      new databricks.ServicePrincipalFederationPolicy(
        `${this.name}-databricks-${name}`,
        {
          policyId: name,
          servicePrincipalId: this.servicePrincipal.id.apply(Number),
          description,
          oidcPolicy: { issuer, subject, subjectClaim: "sub", audiences: [this.args.accountId] },
        },
        { parent: this },
      );
    }
  }
}

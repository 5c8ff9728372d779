import { Workflow } from "@pulumi/azure-native/logic";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import * as pulumi from "@pulumi/pulumi";
import { RETRAINING_TRIGGER, retrainingDefinition } from "./retraining-workflow";

export interface RetrainingWebhookArgs {
  resourceGroupName: pulumi.Input<string>;
  location: string;
  tags: Record<string, string>;
  workflowName: string;
  identityName: string;
  /** Address of the workspace whose jobs are started. */
  workspaceUrl: pulumi.Input<string>;
  /** Minutes after a run's start in which further alerts start no other. */
  coolDownMinutes: number;
}

/** The Logic App that takes an alert's webhook and starts a retraining job, under an identity of its own. */
export class RetrainingWebhook extends pulumi.ComponentResource {
  readonly workflow: Workflow;
  readonly identity: UserAssignedIdentity;
  /** The trigger whose callback address alerts post to. */
  readonly triggerName = RETRAINING_TRIGGER;

  constructor(
    private readonly name: string,
    private readonly args: RetrainingWebhookArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:azure:RetrainingWebhook", name, {}, options);

    this.identity = this.createIdentity();
    this.workflow = this.createWorkflow();

    this.registerOutputs({ workflowName: this.workflow.name });
  }

  /** Not the workflow's own identity: only of this kind is the application id known, which Databricks asks for. */
  private createIdentity(): UserAssignedIdentity {
    const { identityName, location, resourceGroupName, tags } = this.args;
    return new UserAssignedIdentity(
      `${this.name}-identity`,
      { resourceName: identityName, resourceGroupName, location, tags },
      { parent: this },
    );
  }

  private createWorkflow(): Workflow {
    const { coolDownMinutes, location, resourceGroupName, tags, workflowName, workspaceUrl } = this.args;
    return new Workflow(
      `${this.name}-workflow`,
      {
        workflowName,
        resourceGroupName,
        location,
        tags,
        state: "Enabled",
        identity: { type: "UserAssigned", userAssignedIdentities: [this.identity.id] },
        definition: this.identity.id.apply(retrainingDefinition),
        parameters: { workspaceUrl: { value: workspaceUrl }, coolDownMinutes: { value: coolDownMinutes } },
      },
      { parent: this },
    );
  }
}

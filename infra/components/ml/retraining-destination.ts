import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

export interface RetrainingDestinationArgs {
  displayName: string;
  /** Callback address of the environment's retraining trigger; it carries its own credential. */
  callbackUrl: pulumi.Input<string>;
  /** The job that is started. */
  jobId: pulumi.Input<string>;
}

/**
 * Where an alert posts to for a training job to start: the environment's webhook, at the job's path.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class RetrainingDestination extends pulumi.ComponentResource {
  readonly destination: databricks.NotificationDestination;

  constructor(name: string, args: RetrainingDestinationArgs, options?: pulumi.ComponentResourceOptions) {
    super("lakestage:ml:RetrainingDestination", name, {}, options);

    const url = pulumi.all([args.callbackUrl, args.jobId]).apply(([callback, job]) => jobAddress(callback, job));
    this.destination = new databricks.NotificationDestination(
      name,
      { displayName: args.displayName, config: { genericWebhook: { url: pulumi.secret(url) } } },
      { parent: this },
    );

    this.registerOutputs({ destinationId: this.destination.id });
  }
}

/** `…/paths/invoke?sig=…` → `…/paths/invoke/jobs/17?sig=…` */
export function jobAddress(callbackUrl: string, jobId: string): string {
  const url = new URL(callbackUrl);
  url.pathname = `${url.pathname}/jobs/${jobId}`;
  return url.href;
}

import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

export interface RetrainingDestinationArgs {
  displayName: string;
  /** Callback address of the environment's retraining trigger; it carries its own credential. */
  callbackUrl: pulumi.Input<string>;
  /** The job that is started. */
  jobId: pulumi.Input<string>;
}

/** Where an alert posts to for a training job to start: the environment's webhook, at the job's path. */
export const retrainingDestination = (
  name: string,
  { callbackUrl, displayName, jobId }: RetrainingDestinationArgs,
  options: pulumi.CustomResourceOptions,
): databricks.NotificationDestination =>
  new databricks.NotificationDestination(
    name,
    {
      displayName,
      config: {
        genericWebhook: {
          url: pulumi.secret(pulumi.all([callbackUrl, jobId]).apply(([url, id]) => jobAddress(url, id))),
        },
      },
    },
    options,
  );

/** `…/paths/invoke?sig=…` → `…/paths/invoke/jobs/17?sig=…` */
export function jobAddress(callbackUrl: string, jobId: string): string {
  const url = new URL(callbackUrl);
  url.pathname = `${url.pathname}/jobs/${jobId}`;
  return url.href;
}

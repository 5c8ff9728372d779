import * as databricks from "@pulumi/databricks";
import type * as pulumi from "@pulumi/pulumi";

/** The newest runtime, perhaps with long-term support, perhaps for machine learning, as cluster policies name it. */
const NEWEST = /^auto:latest(-lts)?(-ml)?$/;

/**
 * The version that clusters of jobs run. A policy may name the newest of a sort; a job may not, and the service shows the
 * version that its policy gave it: a job that does not say so itself would be found changed each time.
 */
export function jobRuntime(sparkVersion: string, provider: pulumi.ProviderResource): pulumi.Input<string> {
  const [named, lts, ml] = NEWEST.exec(sparkVersion) ?? [];
  if (named === undefined) return sparkVersion;
  return databricks.getSparkVersionOutput(
    { latest: true, longTermSupport: lts !== undefined, ml: ml !== undefined },
    { provider },
  ).id;
}

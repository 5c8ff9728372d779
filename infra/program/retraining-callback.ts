import {
  type ListWorkflowTriggerCallbackUrlResult,
  listWorkflowTriggerCallbackUrlOutput,
} from "@pulumi/azure-native/logic";
import type * as pulumi from "@pulumi/pulumi";
import type { AzureLayer } from "./azure-layer";

/**
 * The version of the trigger's own API with which such addresses are known to work. Azure puts the version there with which
 * it was asked for the address; the signature does not cover it.
 */
const TRIGGER_API_VERSION = "2016-06-01";

/** The address that alerts post to for training to start. Who only reads in Azure is not told it. */
export const retrainingCallback = (
  { resourceGroup, retraining: { triggerName, workflow } }: AzureLayer,
  azure: pulumi.ProviderResource,
): pulumi.Output<string> =>
  // Asked only once there is a workflow to ask.
  workflow.id.apply(() =>
    listWorkflowTriggerCallbackUrlOutput(
      { resourceGroupName: resourceGroup.name, workflowName: workflow.name, triggerName },
      { provider: azure },
    ).apply(callbackAddress),
  );

/**
 * The address without the trigger's own path, to which the job's is added. Not `value`: for a trigger with a path that may
 * hold the path's template.
 */
export function callbackAddress({
  basePath,
  queries,
}: Pick<ListWorkflowTriggerCallbackUrlResult, "basePath" | "queries">): string {
  const { sig = "", sp = "", sv = "" } = queries ?? {};
  return `${basePath}?${new URLSearchParams({ "api-version": TRIGGER_API_VERSION, sp, sv, sig })}`;
}

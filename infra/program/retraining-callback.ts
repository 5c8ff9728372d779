import { listWorkflowTriggerCallbackUrlOutput } from "@pulumi/azure-native/logic";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { AzureLayer } from "./azure-layer";
import { lastDeployment } from "./last-deployment";

const callbackSchema = z.object({ retraining: z.object({ callbackUrl: z.string() }) });

/**
 * The address that alerts post to for training to start. Who only reads in Azure is not told it; a preview has that of the
 * last deployment.
 */
export async function retrainingCallback(
  { resourceGroup, retraining: { triggerName, workflow } }: AzureLayer,
  azure: pulumi.ProviderResource,
): Promise<pulumi.Output<string>> {
  const last = await lastDeployment(callbackSchema);
  if (last) return pulumi.output(last.retraining.callbackUrl);
  // Asked only once there is a workflow to ask.
  return workflow.id.apply(
    () =>
      listWorkflowTriggerCallbackUrlOutput(
        { resourceGroupName: resourceGroup.name, workflowName: workflow.name, triggerName },
        { provider: azure },
      ).value,
  );
}

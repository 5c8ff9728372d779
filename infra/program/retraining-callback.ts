import { listWorkflowTriggerCallbackUrlOutput } from "@pulumi/azure-native/logic";
import type * as pulumi from "@pulumi/pulumi";
import type { AzureLayer } from "./azure-layer";

/** The address that alerts post to for training to start. Who only reads in Azure is not told it. */
export const retrainingCallback = (
  { resourceGroup, retraining: { triggerName, workflow } }: AzureLayer,
  azure: pulumi.ProviderResource,
): pulumi.Output<string> =>
  // Asked only once there is a workflow to ask.
  workflow.id.apply(
    () =>
      listWorkflowTriggerCallbackUrlOutput(
        { resourceGroupName: resourceGroup.name, workflowName: workflow.name, triggerName },
        { provider: azure },
      ).value,
  );

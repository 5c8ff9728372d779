import type { EnvironmentSettings } from "../config";
import { withFormerKeys } from "./former-configuration";
import { readPlatform } from "./platform-reference";
import { workspaceProvider } from "./providers";
import type { EnvironmentOutputs } from "./stack-outputs";
import { declareWorkspace } from "./workspace-layer";

/**
 * Declares what is in an environment's workspace for all: what its pipeline deploys, as an administrator of that workspace
 * and nothing else.
 *
 * @throws pulumi.RunError when the platform is not deployed.
 */
export async function environmentStack(settings: EnvironmentSettings): Promise<EnvironmentOutputs> {
  const { outboundAddress, workspaceId, workspaceUrl, ...people } = await readPlatform(settings.name);
  const provider = workspaceProvider(workspaceUrl, {});
  const configuration = await withFormerKeys(settings.workspace.configuration);
  const { destinations, jobRuntime, policies, warehouse } = declareWorkspace(
    { settings, people, configuration, outboundAddress },
    provider,
  );
  return {
    workspaceUrl,
    workspaceId,
    jobPolicyId: policies.jobs.id,
    jobRuntime,
    ...(policies.interactive && { interactivePolicyId: policies.interactive.id }),
    warehouseId: warehouse.endpoint.id,
    notificationDestinations: destinations.ids,
    configurationKeys: Object.keys(configuration),
  };
}

import { z } from "zod";
import { readDeployed } from "./other-stacks";
import { type Platform, readPlatform } from "./platform-reference";

/** An environment's outputs as a project's stack reads them. See `EnvironmentOutputs` for what they mean. */
const environmentSchema = z.object({
  jobPolicyId: z.string(),
  jobRuntime: z.string(),
  warehouseId: z.string(),
  notificationDestinations: z.record(z.string(), z.string()),
});

/** What a project's stack knows of its environment, and of what that stands on. */
export interface Environment extends Platform, z.output<typeof environmentSchema> {}

/**
 * The outputs of an environment's two stacks.
 * @throws pulumi.RunError when one is not deployed, or was deployed before these outputs were there.
 */
export async function readEnvironment(name: string): Promise<Environment> {
  const platform = await readPlatform(name);
  return { ...platform, ...(await readDeployed(name, environmentSchema)) };
}

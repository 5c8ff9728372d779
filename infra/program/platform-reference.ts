import { z } from "zod";
import { platformStack } from "../config";
import { groupsSchema } from "./environment-groups";
import { readDeployed } from "./other-stacks";

const group = z.object({ id: z.string(), name: z.string() });
const servicePrincipal = z.object({ id: z.string(), applicationId: z.string() });

/** A platform's outputs as the environment's other stacks read them. See `PlatformOutputs` for what they mean. */
const platformSchema = z.object({
  workspaceUrl: z.string(),
  workspaceId: z.string(),
  catalog: z.string(),
  outboundAddress: z.string().optional(),
  groups: groupsSchema,
  runnersGroup: group,
  snapshotsGroup: group.optional(),
  deployment: servicePrincipal,
  preview: servicePrincipal,
  retraining: servicePrincipal.extend({ callbackUrl: z.string() }),
  budgetPolicyId: z.string(),
  projects: z.record(z.string(), z.object({ runner: z.string(), snapshots: z.string().optional() })),
  snapshotWriters: z.record(z.string(), z.record(z.string(), z.string())).optional(),
});

/** What an environment's other stacks know of its platform. */
export type Platform = z.output<typeof platformSchema>;

/**
 * The outputs of a platform that is deployed.
 * @throws pulumi.RunError when it is not, or was deployed before these outputs were there.
 */
export const readPlatform = (environment: string): Promise<Platform> =>
  readDeployed(platformStack(environment), platformSchema);

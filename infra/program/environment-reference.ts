import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { outputsOf } from "./other-stacks";

/** An environment's outputs as a project's stack reads them. See `EnvironmentOutputs` for what they mean. */
const environmentSchema = z.object({
  workspaceUrl: z.string(),
  resourceGroup: z.string(),
  catalog: z.string(),
  runnersGroup: z.object({ id: z.string(), name: z.string() }),
  snapshotsGroup: z.object({ id: z.string(), name: z.string() }).optional(),
  deploymentApplicationId: z.string(),
  jobPolicyId: z.string(),
  warehouseId: z.string(),
  budgetPolicyId: z.string(),
  notificationDestinations: z.record(z.string(), z.string()),
  retraining: z.object({ workflow: z.string(), trigger: z.string(), applicationId: z.string() }),
});

/** What a project's stack knows of its environment. */
export type Environment = z.output<typeof environmentSchema>;

/**
 * The outputs of an environment that is deployed.
 * @throws pulumi.RunError when it is not, or was deployed before these outputs were there.
 */
export async function readEnvironment(name: string): Promise<Environment> {
  const outputs = await outputsOf(name, Object.keys(environmentSchema.shape));
  if (Object.values(outputs).every((value) => value === undefined)) {
    throw new pulumi.RunError(
      `environment "${name}" is not deployed: run lakestage up ${name}, or pulumi up --stack ${name}, first`,
    );
  }
  const read = environmentSchema.safeParse(outputs);
  if (read.success) return read.data;
  const lacking = [...new Set(read.error.issues.map(({ path }) => String(path[0])))].join(", ");
  throw new pulumi.RunError(
    `environment "${name}" was deployed before it had ${lacking}: run lakestage up ${name}, or pulumi up --stack ${name}, first`,
  );
}

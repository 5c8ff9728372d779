import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

/** An environment's outputs as a project's stack reads them. See `EnvironmentOutputs` for what they mean. */
const environmentSchema = z.object({
  workspaceUrl: z.string(),
  resourceGroup: z.string(),
  catalog: z.string(),
  runnersGroup: z.object({ id: z.string(), name: z.string() }),
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
  const stack = new pulumi.StackReference(name, {
    name: `${pulumi.getOrganization()}/${pulumi.getProject()}/${name}`,
  });
  const outputs = await Promise.all(
    Object.keys(environmentSchema.shape).map(async (output) => {
      const { secretValue, value } = await stack.getOutputDetails(output);
      return [output, value ?? secretValue] as const;
    }),
  );
  if (outputs.every(([, value]) => value === undefined)) {
    throw new pulumi.RunError(
      `environment "${name}" is not deployed: run lakestage up ${name}, or pulumi up --stack ${name}, first`,
    );
  }
  const read = environmentSchema.safeParse(Object.fromEntries(outputs));
  if (read.success) return read.data;
  const lacking = [...new Set(read.error.issues.map(({ path }) => String(path[0])))].join(", ");
  throw new pulumi.RunError(
    `environment "${name}" was deployed before it had ${lacking}: run lakestage up ${name}, or pulumi up --stack ${name}, first`,
  );
}

import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { outputsOf } from "./other-stacks";

/**
 * Some outputs of the current stack as its last deployment left them, while it is only previewed: what a deployment looks
 * up with rights that whoever previews need not have. Undefined in a deployment, which looks again; and where there was
 * none, or one that knew other outputs.
 */
export async function lastDeployment<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
): Promise<z.output<z.ZodObject<Shape>> | undefined> {
  if (!pulumi.runtime.isDryRun()) return undefined;
  const outputs = await outputsOf(pulumi.getStack(), Object.keys(schema.shape));
  return schema.safeParse(outputs).data;
}

import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";

/** Another stack of this Pulumi project, to read its outputs. */
export const stackNamed = (name: string): pulumi.StackReference =>
  new pulumi.StackReference(name, { name: fullStackName(name) });

/** A stack of this Pulumi project as the engine's backend knows it. */
export const fullStackName = (name: string): string => `${pulumi.getOrganization()}/${pulumi.getProject()}/${name}`;

/**
 * Outputs of the current stack as its last deployment left them; none before the first. Asked by a call, which leaves nothing
 * in the state: a reference would differ from itself after every deployment.
 */
export async function ownOutputs(): Promise<Record<string, unknown>> {
  const { outputs } = await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", {
    name: fullStackName(pulumi.getStack()),
  });
  return outputs;
}

/** Some outputs of another stack by name; undefined where it has none of that name, or is not deployed. */
export async function outputsOf(stack: string, names: readonly string[]): Promise<Record<string, unknown>> {
  const wire: unknown = await pulumi.runtime.serializeProperty(`outputs of ${stack}`, stackNamed(stack).outputs);
  const outputs: Record<string, unknown> = pulumi.runtime.unwrapRpcSecret(pulumi.runtime.deserializeProperty(wire));
  return Object.fromEntries(names.map((name) => [name, outputs[name]]));
}

/**
 * Outputs of another stack that is deployed.
 * @throws pulumi.RunError when it is not, or was deployed before these outputs were there.
 */
export async function readDeployed<Shape extends z.ZodRawShape>(
  stack: string,
  schema: z.ZodObject<Shape>,
): Promise<z.output<z.ZodObject<Shape>>> {
  const outputs = await outputsOf(stack, Object.keys(schema.shape));
  const remedy = `run lakestage up ${stack}, or pulumi up --stack ${stack}, first`;
  if (Object.values(outputs).every((value) => value === undefined)) {
    throw new pulumi.RunError(`stack "${stack}" is not deployed: ${remedy}`);
  }
  const read = schema.safeParse(outputs);
  if (read.success) return read.data;
  const lacking = [...new Set(read.error.issues.map(({ path }) => String(path[0])))].join(", ");
  throw new pulumi.RunError(`stack "${stack}" was deployed before it had ${lacking}: ${remedy}`);
}

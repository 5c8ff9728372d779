import * as pulumi from "@pulumi/pulumi";

/** Another stack of this Pulumi project, to read its outputs. */
export const stackNamed = (name: string): pulumi.StackReference =>
  new pulumi.StackReference(name, { name: `${pulumi.getOrganization()}/${pulumi.getProject()}/${name}` });

/** Some outputs of another stack by name; undefined where it has none of that name, or is not deployed. */
export async function outputsOf(stack: string, names: readonly string[]): Promise<Record<string, unknown>> {
  const wire: unknown = await pulumi.runtime.serializeProperty(`outputs of ${stack}`, stackNamed(stack).outputs);
  const outputs: Record<string, unknown> = pulumi.runtime.unwrapRpcSecret(pulumi.runtime.deserializeProperty(wire));
  return Object.fromEntries(names.map((name) => [name, outputs[name]]));
}

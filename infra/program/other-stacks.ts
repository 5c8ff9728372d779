import * as pulumi from "@pulumi/pulumi";

/** Another stack of this Pulumi project, to read its outputs. */
export const stackNamed = (name: string): pulumi.StackReference =>
  new pulumi.StackReference(name, { name: `${pulumi.getOrganization()}/${pulumi.getProject()}/${name}` });

/** Some outputs of another stack by name; undefined where it has none of that name, or is not deployed. */
export async function outputsOf(stack: string, names: readonly string[]): Promise<Record<string, unknown>> {
  const reference = stackNamed(stack);
  return Object.fromEntries(
    await Promise.all(
      names.map(async (name) => {
        const { secretValue, value } = await reference.getOutputDetails(name);
        return [name, value ?? secretValue] as const;
      }),
    ),
  );
}

import { z } from "zod";

/** The type of a stack itself. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

/** The type of a stack that is only read. */
export const STACK_REFERENCE = "pulumi:pulumi:StackReference";

const resourceSchema = z.looseObject({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().optional(),
  id: z.string().optional(),
  parent: z.string().optional(),
  provider: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
  /** Only read by the stack, and somebody else's: another stack, for example. */
  external: z.boolean().optional(),
  /** Whether it has been replaced, and only waits to be deleted. */
  delete: z.boolean().optional(),
  /** Whether the engine refuses to delete it. */
  protect: z.boolean().optional(),
});

const deploymentSchema = z.looseObject({
  manifest: z.looseObject({ time: z.string() }).optional(),
  resources: z.array(resourceSchema).nullish(),
  pending_operations: z.array(z.looseObject({ resource: resourceSchema, type: z.string() })).nullish(),
});

const exportSchema = z.looseObject({ version: z.number(), deployment: deploymentSchema });

/** A stack's state, as `pulumi stack export` prints it. Members that are of no use here are kept as they are. */
export type Deployment = z.infer<typeof exportSchema>;

/** A resource in a stack's state. */
export type ResourceState = z.infer<typeof resourceSchema>;

export function readDeployment(text: string): Deployment {
  return exportSchema.parse(JSON.parse(text));
}

/** Resources that were being created when the engine was killed: they may exist, or not. */
export function pendingCreates({ deployment }: Deployment): ResourceState[] {
  return (deployment.pending_operations ?? [])
    .filter(({ type }) => type === "creating")
    .map(({ resource }) => resource);
}

export function resourcesIn(deployment: Deployment | undefined): ResourceState[] {
  return deployment?.deployment.resources ?? [];
}

/** Resources that the stack made, as opposed to those that it only reads. */
export function ownResources(deployment: Deployment | undefined): ResourceState[] {
  return resourcesIn(deployment).filter(({ external, type }) => !external && type !== STACK_REFERENCE);
}

/** Names of the stacks whose outputs a stack reads. */
export function stacksReadBy(deployment: Deployment | undefined): string[] {
  const references = resourcesIn(deployment).filter(({ type }) => type === STACK_REFERENCE);
  // `organization/lakestage/prod`
  const names = references.map(({ inputs }) => String(inputs?.name).split("/").at(-1) ?? "");
  return [...new Set(names)];
}

/** Outputs of the stack itself. */
export function stackOutputs(deployment: Deployment | undefined): Record<string, unknown> {
  return resourcesIn(deployment).find(({ type }) => type === STACK_TYPE)?.outputs ?? {};
}

const waitingSchema = z
  .array(z.object({ what: z.string(), for: z.string(), tables: z.array(z.string()).default([]) }))
  .catch([]);

/** What a stack declares and cannot make yet, and what for, as its last deployment said. */
export const waitingIn = (deployment: Deployment | undefined): z.infer<typeof waitingSchema> =>
  waitingSchema.parse(stackOutputs(deployment).waiting);

/** The type and name at the end of a URN, as people know the resource: `databricks:index/catalog:Catalog prod`. */
export function resourceName(urn: string): string {
  const parts = urn.split("::");
  const type = parts.at(-2)?.split("$").at(-1) ?? "";
  return `${shortType(type)} ${parts.at(-1) ?? ""}`.trim();
}

/** `azure-native:network:Subnet` and `databricks:index/catalog:Catalog` as a program writes them. */
function shortType(token: string): string {
  const [provider = "", module = "", name = ""] = token.split(":");
  const folder = module.split("/")[0] ?? "";
  return [provider, folder === "index" ? "" : folder, name].filter((part) => part !== "").join(".");
}

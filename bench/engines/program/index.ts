import { readFileSync } from "node:fs";
import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import type { BenchmarkResource, Value } from "../resource-set";
import { isReference } from "../resource-set";
import { FILE_VARIABLE, type ProgramInput } from "./program-input";

/** Declares the resources of the file that the environment names. */
const { account, accountId, resources, workspace, workspaceId } = JSON.parse(
  readFileSync(process.env[FILE_VARIABLE] ?? "", "utf8"),
) as ProgramInput;

const providers = {
  account: new databricks.Provider("account", { host: account, accountId }),
  workspace: new databricks.Provider("workspace", { host: workspace }),
};

/** A resource of any type, whose outputs are read by name. */
class AnyResource extends pulumi.CustomResource {
  readonly outputs: ReadonlyMap<string, pulumi.Output<unknown>>;

  constructor(resource: BenchmarkResource, outputs: readonly string[], dependsOn: AnyResource[]) {
    const undefinedOutputs = Object.fromEntries(outputs.map((name) => [name, undefined]));
    super(
      resource.type,
      resource.name,
      { ...undefinedOutputs, ...resolveAll(resource.inputs) },
      { provider: providers[resource.provider], dependsOn },
    );
    // The SDK has put an output under each property's name.
    const properties = new Map<string, unknown>(Object.entries(this));
    this.outputs = new Map(outputs.map((name) => [name, pulumi.output(properties.get(name))]));
  }
}

const declared = new Map<string, AnyResource>();

function resolveAll(inputs: BenchmarkResource["inputs"]): pulumi.Inputs {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, resolve(value)]));
}

function resolve(value: Value): pulumi.Input<unknown> {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== "object" || value === null) return value;
  if (!isReference(value)) return resolveAll(value);
  if ("$workspaceId" in value) return value.$workspaceId.numeric ? Number(workspaceId) : workspaceId;
  if ("$joined" in value) return pulumi.concat(...value.$joined.map(resolve));
  const { numeric, output, resource } = value.$reference;
  const found = declared.get(resource)?.outputs.get(output);
  if (found === undefined) throw new Error(`${resource} has no ${output}, or comes later`);
  return numeric ? found.apply(Number) : found;
}

const outputsRead = new Map<string, Set<string>>();
for (const { inputs } of resources) collectOutputs(inputs);

function collectOutputs(value: Value): void {
  if (Array.isArray(value)) value.forEach(collectOutputs);
  else if (typeof value !== "object" || value === null) return;
  else if (!isReference(value)) Object.values(value).forEach(collectOutputs);
  else if ("$joined" in value) value.$joined.forEach(collectOutputs);
  else if ("$reference" in value) {
    const { output, resource } = value.$reference;
    outputsRead.set(resource, new Set([...(outputsRead.get(resource) ?? []), output]));
  }
}

// The checkpoint lists a resource after those it depends on.
for (const resource of resources) {
  const dependsOn = resource.dependsOn.flatMap((name) => declared.get(name) ?? []);
  const outputs = [...(outputsRead.get(resource.name) ?? [])];
  declared.set(resource.name, new AnyResource(resource, outputs, dependsOn));
}

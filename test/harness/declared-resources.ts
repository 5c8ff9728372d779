import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A resource as the engine's checkpoint has it. */
export interface DeclaredResource {
  stack: string;
  urn: string;
  type: string;
  id?: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

interface Checkpoint {
  checkpoint: { latest?: { resources?: Omit<DeclaredResource, "stack">[]; pending_operations?: unknown[] } };
}

/** Every resource of a stack, from the engine's file backend in the estate's home. */
export function resourcesOf(home: string, stack: string): DeclaredResource[] {
  return (checkpoint(home, stack)?.checkpoint.latest?.resources ?? []).map((resource) => ({ ...resource, stack }));
}

/** What only exists on the service's side: no components, providers, stacks or look-ups. */
export function databricksResources(resources: DeclaredResource[]): DeclaredResource[] {
  return resources.filter(({ type }) => type.startsWith("databricks:index/"));
}

function checkpoint(home: string, stack: string): Checkpoint | undefined {
  const file = join(home, "state", "stacks", ".pulumi", "stacks", "lakestage", `${stack}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Checkpoint) : undefined;
}

import type { DeclaredResource, DeclaredStack } from "../../infra/declaration";
import { MUTATORS } from "./mutators";

/** One value of one declared resource, changed for the worse. */
export interface Mutation {
  stack: string;
  type: string;
  resource: string;
  /** Of the property, with indexes: `tasks[0].timeoutSeconds`; empty for the resource as a whole. */
  path: string;
  /** What was done: `flips the flag`. */
  mutator: string;
  /** The worse value as JSON; `(gone)` where it was removed. */
  value: string;
  /** The stack with the change in it. */
  mutated: DeclaredStack;
}

/**
 * Every security-relevant value of a declared stack, one at a time. Values that differ only in the index of their list
 * are taken once, by the first: the second security rule is guarded as the first one is.
 */
export function* mutationsOf(stack: DeclaredStack): Generator<Mutation> {
  const seen = new Set<string>();
  for (const [index, resource] of stack.resources.entries()) {
    if (!resource.custom || resource.type.startsWith("pulumi:")) continue;
    for (const change of changesOf(resource)) {
      const general = JSON.stringify([
        resource.type,
        generalName(resource),
        withoutIndexes(change.path),
        change.mutator,
        change.value,
      ]);
      if (seen.has(general)) continue;
      seen.add(general);
      const { mutated, ...description } = change;
      const resources = mutated ? stack.resources.with(index, mutated) : stack.resources.toSpliced(index, 1);
      yield {
        stack: stack.name,
        type: resource.type,
        resource: resource.name,
        ...description,
        mutated: { ...stack, resources },
      };
    }
  }
}

/** Jobs, endpoints and the like of one kind are guarded alike: one of each is changed. */
const generalName = ({ name, type }: DeclaredResource): string =>
  /:(Permissions|Grants|Job|QualityMonitor|Schema|Subnet|PrivateEndpoint)$/.test(type) ? kindOf(name) : name;

/** What a grant or a permission is about matters, which of several jobs does not. */
const kindOf = (name: string): string =>
  name.replace(/^(features|training|batch-inference|monitoring|integration-test|streaming-inference)\b/, "job");

interface Change extends Pick<Mutation, "path" | "mutator" | "value"> {
  /** Undefined where the resource itself is gone. */
  mutated: DeclaredResource | undefined;
}

/** Resources that guard others by being there. */
const GUARDIANS =
  /:(ManagementLockAtResourceGroupLevel|DiagnosticSetting|PrivateEndpoint|PrivateDnsZoneGroup|VirtualNetworkLink|Budget|ClusterPolicy|Entitlements|AlertV2|QualityMonitor|WorkspaceBinding|WorkspaceConf|ManagementPolicy|BlobServiceProperties|AccessControlRuleSet)$/;

function* changesOf(resource: DeclaredResource): Generator<Change> {
  if (resource.protect) {
    yield { path: "", mutator: "takes the protection away", value: "(gone)", mutated: { ...resource, protect: false } };
  }
  if (GUARDIANS.test(resource.type))
    yield { path: "", mutator: "removes the resource", value: "(gone)", mutated: undefined };
  for (const { key, steps, value } of valuesIn(resource.inputs)) {
    const path = written(steps);
    for (const { name, worsen } of MUTATORS) {
      for (const worse of worsen(key, value, withoutIndexes(path))) {
        const inputs = structuredClone(resource.inputs);
        put(inputs, steps, worse);
        const mutated = { ...resource, inputs };
        yield { path, mutator: name, value: worse === undefined ? "(gone)" : JSON.stringify(worse), mutated };
      }
    }
  }
}

type Steps = readonly (string | number)[];

interface Value {
  /** The property's own name; of an item, its list's. */
  key: string;
  steps: Steps;
  value: unknown;
}

function* valuesIn(value: unknown, steps: Steps = [], key = ""): Generator<Value> {
  if (steps.length > 0) yield { key, steps, value };
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* valuesIn(item, [...steps, index], key);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, part] of Object.entries(value)) yield* valuesIn(part, [...steps, name], name);
  }
}

function put(inputs: Record<string, unknown>, steps: Steps, value: unknown): void {
  const last = steps.at(-1);
  if (last === undefined) return;
  let holder: Record<string | number, unknown> = inputs;
  for (const step of steps.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
}

/** `tasks[0].timeoutSeconds` */
const written = (steps: Steps): string =>
  steps.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");

/** `tasks[0].timeoutSeconds` → `tasks[].timeoutSeconds` */
export const withoutIndexes = (path: string): string => path.replace(/\[\d+\]/g, "[]");

import * as pulumi from "@pulumi/pulumi";
import { withoutSourcePositions } from "../program/sdk-debugging";
import { type ConstructedAt, type DeclaredResource, PROJECT, type Properties, urnOf } from "./declared-resource";
import type { Answer } from "./lazy-outputs";
import { type Registration, Registrations } from "./registrations";
import { plainValue, secretPaths, withoutSecretMarks } from "./wire-values";

/** What stands in for the engine and the providers. */
export interface Services {
  /** Outputs beside the inputs, by resource type. */
  answers: Record<string, (inputs: Properties) => Properties>;
  /** What functions of the providers find, by token. */
  found: Record<string, (inputs: Properties) => Properties>;
  /** Name of the stack. */
  stack: string;
  /** Whether it only previews. */
  preview: boolean;
}

/** What a program declared. */
export interface Recording {
  /** In the order in which the program constructs them. */
  resources: DeclaredResource[];
  /** By URN. */
  constructedAt: ReadonlyMap<string, ConstructedAt>;
  /** What it returned. */
  result: unknown;
}

/**
 * Stands in for the engine and all providers, runs `declare`, and ends once nothing is under way any more. One at a time:
 * the SDK has one stack in a process.
 * @param resources takes what is declared as it comes, for programs that fail half-way.
 */
export async function record(
  declare: () => unknown,
  services: Services,
  resources: DeclaredResource[] = [],
): Promise<Recording> {
  const places = new Map<DeclaredResource, number>();
  const registrations = new Registrations(
    (parent, type, name) => urnOf(services.stack, parent, type, name),
    (registration) => {
      const { answer, resource } = recorded(registration, services);
      resources.push(resource);
      places.set(resource, registration.index);
      return answer;
    },
  );
  await pulumi.runtime.setMocks(MOCKS, PROJECT, services.stack, services.preview, "organization");
  Object.assign(pulumi.runtime.getMonitor() ?? {}, { invoke: answersOf(services.found) });
  withoutSourcePositions();
  // The SDK takes a stack trace for every promise, and mapping them to TypeScript is what most of the time would go into.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const giveBack = registrations.takeOver();
  // If this never ends, the SDK says so when the process does, and lets it fail.
  const ended = pulumi.runtime.rpcKeepAlive();
  try {
    const result = await declare();
    await registrations.settled();
    pulumi.runtime.disconnectSync();
    resources.sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
    return { resources, constructedAt: registrations.constructedAt, result };
  } finally {
    giveBack();
    ended();
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function recorded(registration: Registration, services: Services): { resource: DeclaredResource; answer: Answer } {
  const { existingId, inputs, name, type, wire } = registration;
  const outputs: Properties = { name, ...inputs, ...services.answers[type]?.(inputs) };
  const secrets = secretPaths(wire);
  const unmarked = (values: Properties): Properties =>
    secrets.length === 0 ? values : mapValues(values, withoutSecretMarks);
  const id = typeof outputs.id === "string" ? outputs.id : existingId || `${name}-id`;
  const resource: DeclaredResource = {
    urn: registration.urn,
    type,
    name,
    custom: registration.custom,
    id,
    inputs: unmarked(inputs),
    outputs: unmarked(outputs),
    parent: registration.parent,
    protect: registration.protect,
    provider: registration.provider,
    secrets,
    dependsOn: registration.dependsOn,
    propertyDependencies: registration.propertyDependencies,
    ignoreChanges: registration.ignoreChanges,
    ...(registration.previousNames.length > 0 && { previousNames: registration.previousNames }),
  };
  return { resource, answer: { id, outputs } };
}

const mapValues = (values: Properties, change: (value: unknown) => unknown): Properties =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));

/** Neither is ever asked: resources are recorded before, and functions answered by `answersOf`. */
const MOCKS: pulumi.runtime.Mocks = {
  newResource: ({ name, type }) => {
    throw new Error(`the SDK no longer declares resources as it did: ${name} (${type}) came past what records them`);
  },
  call: ({ token }) => {
    throw new Error(`the SDK no longer calls functions as it did: ${token} came past what answers it`);
  },
};

/** What the SDK asks the engine for when a program calls a provider's function, and what it looks at in the answer. */
interface FunctionCall {
  getTok(): string;
  getArgs(): Parameters<typeof pulumi.runtime.deserializeProperties>[0];
}
interface FunctionAnswer {
  getFailuresList(): [];
  getReturn(): { toJavaScript(): unknown };
}

const answersOf =
  (found: Services["found"]) =>
  (call: FunctionCall, answer: (error: unknown, answer?: FunctionAnswer) => void): void => {
    try {
      const find = found[call.getTok()];
      if (!find) throw new Error(`unexpected call of ${call.getTok()}`);
      const values = plainValue(find(pulumi.runtime.deserializeProperties(call.getArgs())));
      answer(null, { getFailuresList: () => [], getReturn: () => ({ toJavaScript: () => values }) });
    } catch (error) {
      answer(error);
    }
  };

/** A provider's refusal, as gRPC reports errors: the SDK reads the details, not the message. */
export const refusal = (details: string): Error => Object.assign(new Error(details), { details });

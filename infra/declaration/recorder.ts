import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import { withoutSourcePositions } from "../program/sdk-debugging";

/** Values of a resource by property. */
export type Properties = Record<string, unknown>;

/** A resource as the engine would be told of it. */
export interface DeclaredResource {
  urn: string;
  /** Token, such as `databricks:index/catalog:Catalog`. */
  type: string;
  name: string;
  /** Whether a provider makes it; components are only groups of resources. */
  custom: boolean;
  /** A stand-in for what the service would make up. */
  id: string;
  inputs: Properties;
  /** The inputs, and stand-ins for what the service would answer. */
  outputs: Properties;
  /** URN of the parent; empty where that is the stack. */
  parent: string;
  protect: boolean;
  /** URN and id of the provider, joined by `::`; empty where none is named. */
  provider: string;
  /** Paths of the inputs that are marked as secrets, such as `config.slack.url`. */
  secrets: string[];
  /** URNs of the resources that it waits for. */
  dependsOn: string[];
  ignoreChanges: string[];
}

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
  resources: DeclaredResource[];
  /** What it returned. */
  result: unknown;
}

const PROJECT = "lakestage";

/**
 * Stands in for the engine and all providers, runs `declare`, and ends once nothing is under way any more.
 * @param resources takes what is declared as it comes, for programs that fail half-way.
 */
export async function record(
  declare: () => unknown,
  services: Services,
  resources: DeclaredResource[] = [],
): Promise<Recording> {
  const recorder = new Recorder(services, resources);
  await pulumi.runtime.setMocks(recorder, PROJECT, services.stack, services.preview, "organization");
  recordRequests(recorder);
  // The SDK takes a stack trace for every promise, and mapping them to TypeScript is what most of the time would go into.
  withoutSourcePositions();
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const result = await declare();
    // Children are registered after their constructors return; this ends when nothing is under way any more.
    await pulumi.runtime.disconnect();
    return { resources, result };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The parts of the engine's requests that the SDK keeps from mocks; a read has the first only. */
interface ResourceRequest {
  getParent(): string;
  getProtect?(): boolean;
  getDependenciesList(): string[];
  getIgnorechangesList?(): string[];
  /** Inputs as they go over the wire: before the SDK unwraps secrets for mocks. */
  getObject?(): { toJavaScript(): unknown } | undefined;
}

class Recorder implements pulumi.runtime.Mocks {
  request: ResourceRequest | undefined;

  constructor(
    private readonly services: Services,
    private readonly declared: DeclaredResource[],
  ) {}

  newResource({
    custom,
    id: importId,
    inputs,
    name,
    provider,
    type,
  }: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult {
    const state: Properties = { name, ...inputs, ...this.services.answers[type]?.(inputs) };
    const id = typeof state.id === "string" ? state.id : importId || `${name}-id`;
    const parent = this.request?.getParent() ?? "";
    this.declared.push({
      urn: urnOf(this.services.stack, parent, type, name),
      type,
      name,
      custom: custom ?? true,
      id,
      inputs: withoutSecretMarks(inputs) as Properties,
      outputs: withoutSecretMarks(state) as Properties,
      parent,
      protect: this.request?.getProtect?.() ?? false,
      provider: provider ?? "",
      secrets: secretPaths(this.request?.getObject?.()?.toJavaScript()),
      dependsOn: this.request?.getDependenciesList() ?? [],
      ignoreChanges: this.request?.getIgnorechangesList?.() ?? [],
    });
    return { id, state };
  }

  call({ inputs, token }: pulumi.runtime.MockCallArgs): pulumi.runtime.MockCallResult {
    const find = this.services.found[token];
    if (!find) throw new Error(`unexpected call of ${token}`);
    return find(inputs);
  }

  urn(parent: string, type: string, name: string): string {
    return urnOf(this.services.stack, parent, type, name);
  }
}

/** As the engine makes it: with the types of all parents but the stack's. */
export function urnOf(stack: string, parent: string, type: string, name: string): string {
  const outer = parent.split("::")[2];
  const qualified = outer === undefined ? type : `${outer}$${type}`;
  return `urn:pulumi:${stack}::${PROJECT}::${qualified}::${name}`;
}

/** Shows the recorder each request before its mock is called, which is before anything else happens to it. */
function recordRequests(recorder: Recorder): void {
  const monitor: unknown = pulumi.runtime.getMonitor();
  if (!(monitor instanceof MockMonitor)) throw new Error("the SDK no longer mocks its monitor by MockMonitor");
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request: ResourceRequest, callback) => {
    recorder.request = request;
    return register(request, callback);
  };
  const read = monitor.readResource.bind(monitor);
  monitor.readResource = (request: ResourceRequest, callback) => {
    recorder.request = request;
    return read(request, callback);
  };
  // The SDK's own leaves all but the innermost parent out.
  Object.assign(monitor, { newUrn: recorder.urn.bind(recorder) });
}

const isSecret = (value: object): value is { value: unknown } =>
  specialSigKey in value && value[specialSigKey] === specialSecretSig;

/** The SDK takes the marks off properties, not off what lies in them. */
function withoutSecretMarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecretMarks);
  if (typeof value !== "object" || value === null) return value;
  if (isSecret(value)) return withoutSecretMarks(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutSecretMarks(part)]));
}

function secretPaths(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (isSecret(value)) return [path];
  return Object.entries(value).flatMap(([key, part]) => secretPaths(part, path === "" ? key : `${path}.${key}`));
}

/** A provider's refusal, as gRPC reports errors: the SDK reads the details, not the message. */
export const refusal = (details: string): Error => Object.assign(new Error(details), { details });

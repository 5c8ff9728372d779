import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { type DeclaredResource, PROJECT, type Properties, urnOf } from "../declaration/declared-resource";
import type { Recording, Services } from "../declaration/recorder";
import { secretPaths, withoutSecretMarks } from "../declaration/wire-values";

/**
 * Records what a program declares as the SDK itself tells mocks of it: through all that it does for an engine. It takes ten
 * times as long as our recorder, and is the witness that ours is true.
 */
export async function recordBySdk(declare: () => unknown, services: Services): Promise<Recording> {
  const recorder = new Recorder(services);
  await pulumi.runtime.setMocks(recorder, PROJECT, services.stack, services.preview, "organization");
  recordRequests(recorder);
  const result = await declare();
  // Children are registered after their constructors return; this ends when nothing is under way any more.
  await pulumi.runtime.disconnect();
  return { resources: recorder.declared, constructedAt: new Map(), result };
}

/** The parts of the engine's requests that the SDK keeps from mocks; a read has the first only. */
interface ResourceRequest {
  getParent(): string;
  getProtect?(): boolean;
  getDependenciesList(): string[];
  getPropertydependenciesMap?(): {
    forEach(look: (from: { getUrnsList(): string[] }, property: string) => void): void;
  };
  getIgnorechangesList?(): string[];
  getAliasesList?(): { getSpec(): { getName(): string } | undefined }[];
  /** Inputs as they go over the wire: before the SDK unwraps secrets for mocks. */
  getObject?(): { toJavaScript(): unknown } | undefined;
}

class Recorder implements pulumi.runtime.Mocks {
  readonly declared: DeclaredResource[] = [];
  request: ResourceRequest | undefined;

  constructor(private readonly services: Services) {}

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
    // The provider's own aliases are by type and version, and have no name.
    const previousNames = (this.request?.getAliasesList?.() ?? []).flatMap((alias) => alias.getSpec()?.getName() || []);
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
      propertyDependencies: propertyDependenciesOf(this.request),
      ignoreChanges: this.request?.getIgnorechangesList?.() ?? [],
      ...(previousNames.length > 0 && { previousNames }),
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

/** Of what is read, the engine is told none. */
function propertyDependenciesOf(request: ResourceRequest | undefined): Record<string, string[]> {
  const dependencies: Record<string, string[]> = {};
  request?.getPropertydependenciesMap?.().forEach((from, property) => {
    const urns = from.getUrnsList();
    if (urns.length > 0) dependencies[property] = urns;
  });
  return dependencies;
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

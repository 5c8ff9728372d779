import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Change, USUAL_STACK } from "../../../policies/cases/planted";
import { casesOf, ruleFiles } from "../../../policies/rule-index";
import { stillIgnored } from "../../harness/still-ignored";

/**
 * Stands between the program and the engine and makes the changes of planted violations to what the program declares:
 * the engine and the provider then see them as if somebody had written them.
 *
 * `LAKESTAGE_PLANTED` names the cases, of this stack and of others: `LSSTOR001:0,LSJOB003:1`.
 */
export function plant(): void {
  const changes = (process.env.LAKESTAGE_PLANTED ?? "").split(",").filter(Boolean).flatMap(changesOf);
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  const removed = new Set<string>();
  const providers = new Providers();
  monitor.registerResource = (request, ...rest) => {
    forget(request, removed);
    if (!providers.knows(request)) return providers.wait(request, () => register(request, ...rest));
    for (const change of changes) {
      if (change.type !== request.getType() || change.name !== request.getName()) continue;
      if (change.kind === "remove") return answerAsIfMade(request, rest, removed);
      if (change.kind === "protect") request.setProtect(change.protect);
      if (change.kind === "ignoreChanges") {
        request.setIgnorechangesList([...request.getIgnorechangesList(), ...change.paths]);
      }
      if (change.kind === "edit") {
        const before = request.getObject()?.toJavaScript() ?? {};
        const after = structuredClone(before);
        change.edit(after);
        // What a case took away is `undefined`, which a message cannot hold.
        request.setObject(Struct.fromJavaScript(JSON.parse(JSON.stringify(after))));
        request.setIgnorechangesList(stillIgnored(request.getIgnorechangesList(), before, after));
        request.getPropertydependenciesMap().forEach((dependencies, property) => {
          if (!isDeepStrictEqual(propertyOf(before, property), propertyOf(after, property)))
            dependencies.setUrnsList([]);
        });
      }
    }
    return register(request, ...rest);
  };
  added = changes.filter((change) => change.kind === "add");
}

let added: Extract<Change, { kind: "add" }>[] = [];

/** Declares what planted violations add, once the program has declared its own. */
export function declareAdded(): void {
  for (const { inputs, name, type } of added) new AddedResource(type, name, inputs);
}

/** Only an added resource has no provider: it takes that of its neighbours, which may be declared after it. */
class Providers {
  /** References by package. */
  private readonly known = new Map<string, string>();
  private readonly waiting: { request: RegisterRequest; go(): unknown }[] = [];

  knows(request: RegisterRequest): boolean {
    const type = request.getType();
    if (!request.getCustom() || type.startsWith("pulumi:")) return true;
    if (request.getProvider() === "") request.setProvider(this.known.get(packageOf(type)) ?? "");
    else this.learn(packageOf(type), request.getProvider());
    return request.getProvider() !== "";
  }

  wait(request: RegisterRequest, go: () => unknown): void {
    this.waiting.push({ request, go });
  }

  private learn(name: string, reference: string): void {
    if (this.known.has(name)) return;
    this.known.set(name, reference);
    for (const { go, request } of this.waiting) {
      if (packageOf(request.getType()) !== name) continue;
      request.setProvider(reference);
      go();
    }
  }
}

const propertyOf = (inputs: object, property: string): unknown => Reflect.get(inputs, property);

class AddedResource extends pulumi.CustomResource {}

function changesOf(reference: string): readonly Change[] {
  const [id = "", index = ""] = reference.split(":");
  const file = ruleFiles().get(id);
  if (!file) throw new Error(`no rule ${id}`);
  const found = casesOf(file).caught[Number(index)];
  if (!found) throw new Error(`${id} has no case ${index}`);
  const { changes, stack = USUAL_STACK } = found;
  return stack === pulumi.getStack() ? changes : [];
}

const packageOf = (type: string): string => type.slice(0, type.indexOf(":"));

/** The engine's request to register a resource, and its client: what the SDK generates and does not export types of. */
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getCustom(): boolean;
  getProvider(): string;
  setProvider(reference: string): void;
  setProtect(value: boolean): void;
  getIgnorechangesList(): string[];
  setIgnorechangesList(paths: string[]): void;
  getParent(): string;
  getObject(): { toJavaScript(): object } | undefined;
  setObject(value: Struct): void;
  getDependenciesList(): string[];
  setDependenciesList(urns: string[]): void;
  getPropertydependenciesMap(): {
    forEach(
      look: (dependencies: { getUrnsList(): string[]; setUrnsList(urns: string[]): void }, property: string) => void,
    ): void;
  };
}

interface Monitor {
  registerResource(request: RegisterRequest, ...rest: unknown[]): unknown;
}

/** What is removed cannot be waited for. */
function forget(request: RegisterRequest, removed: ReadonlySet<string>): void {
  if (removed.size === 0) return;
  const there = (urns: string[]): string[] => urns.filter((urn) => !removed.has(urn));
  request.setDependenciesList(there(request.getDependenciesList()));
  request.getPropertydependenciesMap().forEach((dependencies) => {
    dependencies.setUrnsList(there(dependencies.getUrnsList()));
  });
}

function answerAsIfMade(request: RegisterRequest, rest: unknown[], removed: Set<string>): void {
  const urn = `urn:pulumi:removed::lakestage::${request.getType()}::${request.getName()}`;
  removed.add(urn);
  const { RegisterResourceResponse } = require("@pulumi/pulumi/proto/resource_pb") as {
    RegisterResourceResponse: new () => {
      setUrn(urn: string): void;
      setId(id: string): void;
      setObject(o: unknown): void;
    };
  };
  const response = new RegisterResourceResponse();
  response.setUrn(urn);
  response.setId("4711");
  response.setObject(Struct.fromJavaScript({}));
  const done = rest.at(-1) as (error: null, response: unknown) => void;
  done(null, response);
}

import { promisify } from "node:util";
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  type LogRequest,
  LogSeverity,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  type ReadResourceRequest,
  ReadResourceResponse,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
  type ResourceInvokeRequest,
  ResourceInvokeResponse,
  type SupportsFeatureRequest,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Properties, urnOf } from "../../infra/declaration";

/** What the engine of this version can do; the program sends other requests to one that cannot. */
const FEATURES = ["secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith", "replaceWith"];

const STACK = "pulumi:pulumi:Stack";
const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** Where the program stands in its sources, which each way of loading it tells differently, or not at all. */
const POSITIONS = ["sourceposition", "stacktrace", "parentstacktracehandle"];
/** Parts of requests in which the order says nothing. */
const UNORDERED = /Map$|^(dependenciesList|urnsList)$/;

export interface RecordedStack {
  name: string;
  /** Outputs beside the inputs, by resource type. */
  answers: Record<string, (inputs: Properties) => Properties>;
  /** What functions of the providers find, by token. */
  found: Record<string, (inputs: Properties) => Properties>;
  /** Outputs of another stack. */
  outputsOf(stack: string): Properties;
}

/** Stands in for an engine and its providers: keeps every request of a program that declares one stack. */
export class RecordingEngine {
  /** One line each, in the order in which they are written, not in that in which they came. */
  get requests(): string[] {
    return [...this.received].sort();
  }
  /** What the program says went wrong. */
  readonly errors: string[] = [];
  outputs: Properties = {};
  private readonly received: string[] = [];
  private readonly server = new Server();
  private stackUrn = "";

  private constructor(private readonly stack: RecordedStack) {
    this.server.addService(EngineService, {
      log: answered((request: LogRequest) => {
        if (request.getSeverity() === LogSeverity.ERROR) this.errors.push(request.getMessage());
        return new Empty();
      }),
      getRootResource: answered(() => new GetRootResourceResponse()),
      setRootResource: answered(() => new SetRootResourceResponse()),
    });
    this.server.addService(ResourceMonitorService, {
      supportsFeature: answered((request: SupportsFeatureRequest) =>
        new SupportsFeatureResponse().setHassupport(FEATURES.includes(request.getId())),
      ),
      invoke: answered((request: ResourceInvokeRequest) => this.invoke(request)),
      readResource: answered((request: ReadResourceRequest) => this.read(request)),
      registerResource: answered((request: RegisterResourceRequest) => this.register(request)),
      registerResourceOutputs: answered((request: RegisterResourceOutputsRequest) => this.finish(request)),
      signalAndWaitForShutdown: answered(() => new Empty()),
    });
  }

  /** Call `stop` whatever happens. @returns with the address of both of its services. */
  static async start(stack: RecordedStack): Promise<{ engine: RecordingEngine; address: string }> {
    const engine = new RecordingEngine(stack);
    const bind = promisify(engine.server.bindAsync.bind(engine.server));
    const port = await bind("127.0.0.1:0", ServerCredentials.createInsecure());
    return { engine, address: `127.0.0.1:${port}` };
  }

  stop(): void {
    this.server.forceShutdown();
  }

  private invoke(request: ResourceInvokeRequest): ResourceInvokeResponse {
    this.keep("invoke", request.toObject());
    const find = this.stack.found[request.getTok()];
    if (!find) throw new Error(`nothing stands in for ${request.getTok()}`);
    return new ResourceInvokeResponse().setReturn(struct(find(values(request.getArgs()))));
  }

  private read(request: ReadResourceRequest): ReadResourceResponse {
    this.keep("readResource", request.toObject());
    const inputs = values(request.getProperties());
    const outputs =
      request.getType() === STACK_REFERENCE
        ? { ...inputs, outputs: this.stack.outputsOf(request.getId().split("/").at(-1) ?? ""), secretOutputNames: [] }
        : { ...inputs, ...this.stack.answers[request.getType()]?.(inputs) };
    return new ReadResourceResponse().setUrn(this.urn(request)).setProperties(struct(outputs));
  }

  private register(request: RegisterResourceRequest): RegisterResourceResponse {
    this.keep("registerResource", request.toObject());
    const urn = this.urn(request);
    if (request.getType() === STACK) this.stackUrn = urn;
    const inputs = values(request.getObject());
    const outputs: Properties = {
      name: request.getName(),
      ...inputs,
      ...this.stack.answers[request.getType()]?.(inputs),
    };
    const id = typeof outputs.id === "string" ? outputs.id : `${request.getName()}-id`;
    const response = new RegisterResourceResponse().setUrn(urn).setObject(struct(outputs));
    return request.getCustom() ? response.setId(id) : response;
  }

  private finish(request: RegisterResourceOutputsRequest): Empty {
    this.keep("registerResourceOutputs", request.toObject());
    if (request.getUrn() === this.stackUrn) this.outputs = values(request.getOutputs());
    return new Empty();
  }

  private urn(request: RegisterResourceRequest | ReadResourceRequest): string {
    const parent = request.getParent() === this.stackUrn ? "" : request.getParent();
    return urnOf(this.stack.name, parent, request.getType(), request.getName());
  }

  private keep(method: string, request: object): void {
    this.received.push(`${method} ${JSON.stringify(inOrder(request))}`);
  }
}

/** A handler that answers at once what the function returns, or with what it throws. */
const answered =
  <Request, Response>(answer: (request: Request) => Response) =>
  (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void => {
    try {
      callback(null, answer(call.request));
    } catch (error) {
      callback(error instanceof Error ? error : new Error(String(error)));
    }
  };

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([name]) => !POSITIONS.includes(name));
  const ordered = members.map(([name, part]): [string, unknown] => {
    const inner = inOrder(part);
    return [
      name,
      Array.isArray(inner) && UNORDERED.test(name) ? inner.map((each) => JSON.stringify(each)).sort() : inner,
    ];
  });
  return Object.fromEntries(ordered.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What marks a value of the wire that is more than what it looks like. */
const MARK = "4dabf18193072939515e22adb298388d";

/** The values, without their marks. */
function values(message: Struct | undefined): Properties {
  return plain(message?.toJavaScript() ?? {}) as Properties;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if (MARK in value && "value" in value) return plain(value.value);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}

const struct = (properties: Properties): Struct =>
  Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>);

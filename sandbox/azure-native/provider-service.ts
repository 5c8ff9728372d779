import {
  Metadata,
  type ServerUnaryCall,
  type ServiceError,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  CheckFailure,
  type CheckRequest,
  CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  DiffResponse,
  ErrorResourceInitFailed,
  GetSchemaResponse,
  type InvokeRequest,
  InvokeResponse,
  PropertyDiff,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JsonObject } from "../catalogue/json";
import { ArmClient } from "./arm-client";
import { ConfigurationError, ProvisioningFailure } from "./arm-error";
import { readConfiguration } from "./configuration";
import { declarations } from "./declarations";
import { invokeFunction } from "./functions";
import type { ChangeKind } from "./input-difference";
import { packageSchema } from "./package-schema";
import { AzureNativeProvider } from "./provider";
import { closeSecrets, type Opened, openSecrets } from "./pulumi-values";

type Handler<Request, Response> = (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>) => void;

interface Configured {
  provider: AzureNativeProvider;
  invoke(token: string, args: JsonObject): Promise<JsonObject>;
}

const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
const KINDS: Record<ChangeKind, { inPlace: PropertyDiff.Kind; replacing: PropertyDiff.Kind }> = {
  add: { inPlace: ADD, replacing: ADD_REPLACE },
  delete: { inPlace: DELETE, replacing: DELETE_REPLACE },
  update: { inPlace: UPDATE, replacing: UPDATE_REPLACE },
};

/**
 * Pulumi's protocol on one side, `AzureNativeProvider` on the other. The SDK's own server is not used: it keeps the
 * provider's configuration, detailed differences and the preview flag to itself, and prints stack traces.
 */
export class ProviderService {
  private configured: Configured | undefined;

  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  /** What to serve. Operations of the protocol that are not here are answered with UNIMPLEMENTED. */
  handlers(): UntypedServiceImplementation {
    return {
      getPluginInfo: unary(() => new PluginInfo().setVersion(declarations.version)),
      getSchema: unary(() => new GetSchemaResponse().setSchema(JSON.stringify(packageSchema()))),
      checkConfig: unary((request: CheckRequest) => new CheckResponse().setInputs(request.getNews())),
      diffConfig: unary((request: DiffRequest) => diffConfig(request)),
      configure: unary((request: ConfigureRequest) => this.configure(request)),
      check: unary((request: CheckRequest) => this.check(request)),
      diff: unary((request: DiffRequest) => this.diff(request)),
      create: unary((request: CreateRequest) => this.create(request)),
      read: unary((request: ReadRequest) => this.read(request)),
      update: unary((request: UpdateRequest) => this.update(request)),
      delete: unary((request: DeleteRequest) => this.delete(request)),
      invoke: unary((request: InvokeRequest) => this.invoke(request)),
      attach: unary(() => new Empty()),
      cancel: unary(() => new Empty()),
    };
  }

  private configure(request: ConfigureRequest): ConfigureResponse {
    const configuration = readConfiguration(plain(request.getArgs()).plain, this.environment);
    const arm = new ArmClient(configuration);
    this.configured = {
      provider: new AzureNativeProvider(configuration, arm),
      invoke: (token, args) => invokeFunction(token, args, configuration, arm),
    };
    return new ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
  }

  private get provider(): AzureNativeProvider {
    return this.ready().provider;
  }

  private ready(): Configured {
    if (!this.configured) throw new ConfigurationError("Pulumi used the provider before it configured it.");
    return this.configured;
  }

  private async check(request: CheckRequest): Promise<CheckResponse> {
    const news = plain(request.getNews());
    const { inputs, failures } = await this.provider.check({
      token: tokenOf(request.getUrn()),
      name: nameOf(request.getUrn()),
      oldInputs: plain(request.getOlds()).plain,
      newInputs: news.plain,
      randomSeed: request.getRandomseed_asU8(),
    });
    return new CheckResponse()
      .setInputs(struct(inputs, news))
      .setFailuresList(
        failures.map(({ property, reason }) => new CheckFailure().setProperty(property).setReason(reason)),
      );
  }

  private diff(request: DiffRequest): DiffResponse {
    const before = plain(request.getOldInputs()).plain;
    const { changes, replacements, deleteFirst } = this.provider.diff(
      tokenOf(request.getUrn()),
      before,
      plain(request.getNews()).plain,
    );
    const response = new DiffResponse()
      .setChanges(changes.size > 0 ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE)
      .setReplacesList(replacements)
      .setDeletebeforereplace(deleteFirst)
      .setHasdetaileddiff(true);
    for (const [path, { kind, replaces }] of changes) {
      const pulumiKind = replaces ? KINDS[kind].replacing : KINDS[kind].inPlace;
      response.getDetaileddiffMap().set(path, new PropertyDiff().setKind(pulumiKind).setInputdiff(true));
      response.addDiffs(path.split(/[.[]/, 1)[0] ?? path);
    }
    return response;
  }

  private async create(request: CreateRequest): Promise<CreateResponse> {
    const inputs = plain(request.getProperties());
    const token = tokenOf(request.getUrn());
    const state = await this.provider.create(token, inputs.plain, request.getPreview(), timeoutOf(request));
    return new CreateResponse().setId(state.id).setProperties(struct(state.outputs, inputs));
  }

  private async read(request: ReadRequest): Promise<ReadResponse> {
    const inputs = plain(request.getInputs());
    const state = await this.provider.read(tokenOf(request.getUrn()), request.getId(), inputs.plain);
    // No id says that the resource is gone.
    if (!state) return new ReadResponse();
    return new ReadResponse()
      .setId(state.id)
      .setInputs(struct(state.inputs, inputs))
      .setProperties(struct(state.outputs, inputs));
  }

  private async update(request: UpdateRequest): Promise<UpdateResponse> {
    const inputs = plain(request.getNews());
    const outputs = await this.provider.update({
      token: tokenOf(request.getUrn()),
      id: request.getId(),
      inputs: inputs.plain,
      oldOutputs: plain(request.getOlds()).plain,
      preview: request.getPreview(),
      ...timeoutProperty(request),
    });
    return new UpdateResponse().setProperties(struct(outputs, inputs));
  }

  private async delete(request: DeleteRequest): Promise<Empty> {
    await this.provider.delete(tokenOf(request.getUrn()), request.getId(), timeoutOf(request));
    return new Empty();
  }

  private async invoke(request: InvokeRequest): Promise<InvokeResponse> {
    const result = await this.ready().invoke(request.getTok(), plain(request.getArgs()).plain);
    return new InvokeResponse().setReturn(struct(result));
  }
}

/** Another subscription is another place: everything in the old one stays there and must be made anew. */
function diffConfig(request: DiffRequest): DiffResponse {
  const before = plain(request.getOlds()).plain.subscriptionId;
  const after = plain(request.getNews()).plain.subscriptionId;
  const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
  return before === after
    ? new DiffResponse().setChanges(DIFF_NONE)
    : new DiffResponse().setChanges(DIFF_SOME).setReplacesList(["subscriptionId"]);
}

function unary<Request, Response>(
  work: (request: Request) => Response | Promise<Response>,
): Handler<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => work(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(serviceError(error)),
      );
  };
}

/** The message alone: what went wrong is in it, and a stack trace helps nobody who runs `pulumi up`. */
function serviceError(error: unknown): Partial<ServiceError> {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ProvisioningFailure)) return { code: status.UNKNOWN, details: message };
  const failed = new ErrorResourceInitFailed().setId(error.id).setProperties(new Struct()).setReasonsList([message]);
  const packed = new Any();
  packed.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const detailed = new Status().setCode(status.UNKNOWN).setMessage(message);
  detailed.addDetails(packed);
  const metadata = new Metadata();
  // gRPC's agreed place for structured errors; the Node library does not fill it in by itself.
  metadata.add("grpc-status-details-bin", Buffer.from(detailed.serializeBinary()));
  return { code: status.UNKNOWN, details: message, metadata };
}

function plain(struct: Struct | undefined): Opened<JsonObject> {
  return openSecrets((struct?.toJavaScript() ?? {}) as JsonObject);
}

/** @param source whose secrets are kept secret in `values`, under the same names. */
function struct(values: JsonObject, source?: Opened<JsonObject>): Struct {
  const closed = source ? closeSecrets(values, source.secrets) : values;
  // A round trip through JSON drops members that are undefined, which the protocol can not carry.
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(closed)) as Record<string, object>);
}

/** `urn:pulumi:dev::lakestage::parent$azure-native:storage:StorageAccount::data` → the token after the last `$`. */
const tokenOf = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";

const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

/** Pulumi gives seconds, and 0 for "your default". */
const timeoutOf = (request: { getTimeout(): number }): number | undefined =>
  request.getTimeout() > 0 ? request.getTimeout() * 1000 : undefined;

function timeoutProperty(request: { getTimeout(): number }): { timeout?: number } {
  const timeout = timeoutOf(request);
  return timeout === undefined ? {} : { timeout };
}

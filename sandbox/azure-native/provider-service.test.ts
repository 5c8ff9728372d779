import { credentials, Server, ServerCredentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  ConfigureRequest,
  type ConfigureResponse,
  CreateRequest,
  type CreateResponse,
  DiffRequest,
  DiffResponse,
  PropertyDiff,
  ReadRequest,
  type ReadResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { ArmSandbox } from "../testing/arm";
import { ProviderService } from "./provider-service";

const GROUP_URN = "urn:pulumi:dev::lakestage::lakestage:azure:Landing$azure-native:resources:ResourceGroup::rg";
const secret = (value: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

type Method<Request, Response> = (
  request: Request,
  callback: (error: ServiceError | null, response: Response) => void,
) => unknown;

describe("Pulumi's protocol", () => {
  let sandbox: ArmSandbox;
  let server: Server;
  let client: ResourceProviderClient;

  beforeEach(async () => {
    sandbox = await ArmSandbox.start();
    const service = new ProviderService({
      LAKESTAGE_ARM_ENDPOINT: sandbox.sandbox.controlPlane.addresses().arm,
      LAKESTAGE_ARM_TOKEN: sandbox.sandbox.token("lakestage-deployer"),
    });
    server = new Server();
    server.addService(ResourceProviderService, service.handlers());
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      ),
    );
    client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const subscriptionId = sandbox.subscription.replace("/subscriptions/", "");
    const configuration = new ConfigureRequest().setArgs(Struct.fromJavaScript({ subscriptionId }));
    await call<ConfigureRequest, ConfigureResponse>((request, done) => client.configure(request, done), configuration);
  });
  afterEach(async () => {
    client.close();
    server.forceShutdown();
    await sandbox.stop();
  });

  const call = <Request, Response>(method: Method<Request, Response>, request: Request): Promise<Response> =>
    new Promise((resolve, reject) => {
      method(request, (error, response) => (error ? reject(error) : resolve(response)));
    });
  const check = (urn: string, news: object): Promise<CheckResponse> =>
    call<CheckRequest, CheckResponse>(
      (request, done) => client.check(request, done),
      new CheckRequest().setUrn(urn).setNews(Struct.fromJavaScript({ ...news })),
    );
  const create = (urn: string, inputs: object): Promise<CreateResponse> =>
    call(
      (request, done) => client.create(request, done),
      new CreateRequest().setUrn(urn).setProperties(Struct.fromJavaScript({ ...inputs })),
    );

  it("reports what is wrong with inputs as failures of the resource", async () => {
    const response = await check(GROUP_URN, { location: "westeurope", tags: "x" });
    expect(response.getFailuresList().map((failure) => [failure.getProperty(), failure.getReason()])).toEqual([
      ["tags", '"tags" must be an object, and is a string'],
    ]);
  });

  it("keeps secret inputs secret in the inputs and in the outputs, and sends what they hold", async () => {
    const inputs = { resourceGroupName: "rg-new", location: "westeurope", tags: { key: secret("hush-hush") } };
    expect((await check(GROUP_URN, inputs)).getInputs()?.toJavaScript()).toEqual(inputs);
    const created = await create(GROUP_URN, inputs);
    expect(created.getProperties()?.toJavaScript()).toMatchObject({
      name: "rg-new",
      tags: { key: secret("hush-hush") },
    });
    expect(await sandbox.get(created.getId())).toMatchObject({ tags: { key: "hush-hush" } });
  });

  it("tells each changed property, how, and which make a new resource", async () => {
    const request = new DiffRequest()
      .setUrn(GROUP_URN)
      .setOldInputs(Struct.fromJavaScript({ resourceGroupName: "a", location: "westeurope", tags: { x: "1" } }))
      .setNews(Struct.fromJavaScript({ resourceGroupName: "b", location: "West Europe", tags: { y: "2" } }));
    const response = await call<DiffRequest, DiffResponse>((request, done) => client.diff(request, done), request);
    expect(response.getChanges()).toBe(DiffResponse.DiffChanges.DIFF_SOME);
    expect(response.getReplacesList()).toEqual(["resourceGroupName"]);
    const kinds = response
      .getDetaileddiffMap()
      .toArray()
      .map(([path]) => [path, response.getDetaileddiffMap().get(path)?.getKind()]);
    expect(Object.fromEntries(kinds)).toEqual({
      resourceGroupName: PropertyDiff.Kind.UPDATE_REPLACE,
      "tags.x": PropertyDiff.Kind.DELETE,
      "tags.y": PropertyDiff.Kind.ADD,
    });
  });

  it("says that a resource is gone by giving no id", async () => {
    const id = `${sandbox.subscription}/resourceGroups/rg-gone`;
    const response = await call<ReadRequest, ReadResponse>(
      (request, done) => client.read(request, done),
      new ReadRequest().setUrn(GROUP_URN).setId(id),
    );
    expect(response.getId()).toBe("");
  });

  it("fails with one sentence and no stack trace", async () => {
    const failure = create(GROUP_URN, { resourceGroupName: "rg.", location: "westeurope" });
    await expect(failure).rejects.toMatchObject({ details: expect.stringMatching(/^Azure refused PUT [^\n]+$/) });
  });
});

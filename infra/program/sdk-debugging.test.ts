import { ComponentResource, log, Resource, runtime } from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { withoutDebugMessages, withoutLeakDetection, withoutSourcePositions } from "./sdk-debugging";

const promises: {
  debuggablePromise: unknown;
  leakedPromises(): [leaked: ReadonlySet<unknown>, message: string];
} = require("@pulumi/pulumi/runtime/debuggable");
const { debuggablePromise } = promises;
const stackTrace: unknown = Reflect.get(Resource, "stackTrace");
const { debug } = log;

afterEach(() => {
  Object.assign(Resource, { stackTrace });
  Object.assign(promises, { debuggablePromise });
  Object.assign(log, { debug });
});

/** What the SDK's request says of where the program declares a resource. */
interface Request {
  getSourceposition(): { getUri(): string } | undefined;
  getStacktrace(): { getFramesList(): unknown[] } | undefined;
}

/** The SDK looks for who declares a resource above the constructor of a class of its own. */
class Component extends ComponentResource {
  constructor() {
    super("lakestage:test:Component", "component");
  }
}

/** Declares a resource. @returns what the SDK asks of the engine for it, and what it then knows to be under way. */
async function declared(): Promise<{ request: Request; underWay: number }> {
  await runtime.setMocks({ call: () => ({}), newResource: ({ inputs }) => ({ id: "", state: inputs }) });
  const monitor: unknown = runtime.getMonitor();
  if (!(monitor instanceof MockMonitor)) throw new Error("the SDK no longer mocks its monitor by MockMonitor");
  const requests: Request[] = [];
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request: Request, answer) => {
    requests.push(request);
    return register(request, answer);
  };
  new Component();
  const underWay = promises.leakedPromises()[0].size;
  await runtime.disconnect();
  const [request] = requests;
  if (!request) throw new Error("the SDK asked for nothing");
  return { request, underWay };
}

it("the SDK says where a resource is declared, and keeps account of promises", async () => {
  const { request, underWay } = await declared();
  expect(request.getSourceposition()?.getUri()).toMatch(/sdk-debugging\.test\.ts$/);
  expect(request.getStacktrace()?.getFramesList().length).toBeGreaterThan(0);
  expect(underWay).toBeGreaterThan(0);
});

it("without source positions it says of no resource where it is declared", async () => {
  withoutSourcePositions();
  const { request } = await declared();
  expect(request.getSourceposition()).toBeUndefined();
  expect(request.getStacktrace()?.getFramesList()).toEqual([]);
});

it("without leak detection it keeps account of no promise", async () => {
  withoutLeakDetection();
  expect((await declared()).underWay).toBe(0);
});

it("without debug messages it has none to say of what it declares", async () => {
  const said = jest.fn();
  Object.assign(log, { debug: said });
  await declared();
  expect(said).toHaveBeenCalled();
  said.mockClear();
  withoutDebugMessages();
  await declared();
  expect(said).not.toHaveBeenCalled();
});

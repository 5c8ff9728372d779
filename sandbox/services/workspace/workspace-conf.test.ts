import type { JsonObject } from "../../control-plane";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";

let sandbox: TestSandbox;
let dev: TestWorkspace;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
});
afterAll(() => sandbox.stop());

const PATH = "/api/2.0/workspace-conf";
const set = (body: JsonObject): Promise<TestResponse> => sandbox.call(dev.address, "PATCH", PATH, { body });
const get = (keys: string): Promise<TestResponse> => sandbox.call(dev.address, "GET", `${PATH}?keys=${keys}`);

test("a key has its first value until it is set, and others keep theirs", async () => {
  expect((await get("enableResultsDownloading,maxTokenLifetimeDays")).body).toEqual({
    enableResultsDownloading: "true",
    maxTokenLifetimeDays: "",
  });
  await set({ maxTokenLifetimeDays: "90" });
  await set({ enableResultsDownloading: "FALSE" });
  expect((await get("enableResultsDownloading,maxTokenLifetimeDays")).body).toEqual({
    enableResultsDownloading: "FALSE",
    maxTokenLifetimeDays: "90",
  });
});

test("unknown keys are named in a way that clients read", async () => {
  const message = 'Invalid keys: ["enableEverything"]';
  expect(await get("enableEverything,enableIpAccessLists")).toMatchObject({ status: 400, body: { message } });
  expect(await set({ enableEverything: "true" })).toMatchObject({ status: 400, body: { message } });
});

test("a value that the key does not take changes nothing", async () => {
  const refused = await set({ enableTokensConfig: "false", enableIpAccessLists: "perhaps" });
  expect(refused).toMatchObject({
    status: 400,
    body: { message: 'Some values are not allowed: {"enableIpAccessLists":"perhaps"}' },
  });
  expect((await get("enableTokensConfig")).body).toEqual({ enableTokensConfig: "true" });
});

test("a number of days is never empty, and goes back to the service's own limit with 0", async () => {
  for (const maxTokenLifetimeDays of ["", "false", "-1"]) {
    expect(await set({ maxTokenLifetimeDays })).toMatchObject({
      status: 400,
      body: { message: `Some values are not allowed: ${JSON.stringify({ maxTokenLifetimeDays })}` },
    });
  }
  expect((await set({ maxTokenLifetimeDays: "0" })).status).toBe(200);
});

test("a switch is taken in any case, and comes back as it was written", async () => {
  await set({ enableTokensConfig: "FALSE" });
  expect((await get("enableTokensConfig")).body).toEqual({ enableTokensConfig: "FALSE" });
  expect((await sandbox.call(dev.address, "POST", "/api/2.0/token/create", { body: {} })).status).toBe(404);
  await set({ enableTokensConfig: "TRue" });
  expect((await sandbox.call(dev.address, "POST", "/api/2.0/token/create", { body: {} })).status).toBe(200);
});

test("only admins read and change it", async () => {
  const as = "data.scientist@lakestage.example";
  expect((await sandbox.call(dev.address, "GET", `${PATH}?keys=enableIpAccessLists`, { as })).status).toBe(403);
  expect((await sandbox.call(dev.address, "PATCH", PATH, { as, body: { enableIpAccessLists: "true" } })).status).toBe(
    403,
  );
});

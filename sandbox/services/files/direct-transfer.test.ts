import type { JsonObject } from "../../control-plane";
import { type TestResponse, TestSandbox } from "../../testing/sandbox";
import { TestVolume } from "../../testing/volume";

let sandbox: TestSandbox;
let volume: TestVolume;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  volume = await TestVolume.in(sandbox);
});
afterAll(() => sandbox.stop());

const PATH = `${TestVolume.PATH}/large`;

const post = (path: string, body?: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(volume.workspace.address, "POST", `/api/2.0/fs${path}`, {
    ...(body ? { body } : {}),
    ...(as ? { as } : {}),
  });

test("a client that would send parts to the storage is told to send the file here", async () => {
  const { status, body } = await post(`/files${PATH}?action=initiate-upload`);
  expect(status).toBe(200);
  const { session_token: token = "" } = body.multipart_upload as { session_token?: string };
  const urls = { path: PATH, session_token: token, start_part_number: 1, count: 1 };
  expect(await post("/create-upload-part-urls", urls)).toMatchObject({
    status: 403,
    body: { details: [{ reason: "FILES_API_API_IS_NOT_ENABLED" }] },
  });
  expect((await post(`/create-download-url?path=${PATH}`)).status).toBe(403);
});

test("an upload in parts that would not be allowed is refused at its start", async () => {
  const initiate = `/files${PATH}?action=initiate-upload&overwrite=false`;
  expect((await post(initiate, undefined, "data.scientist@lakestage.example")).status).toBe(403);
  await volume.file("PUT", "/large", { bytes: "x" });
  expect((await post(initiate)).status).toBe(409);
});

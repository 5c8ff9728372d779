import { createHash } from "node:crypto";
import type { JsonObject } from "../../control-plane";
import { escaping } from "../../testing/escaping-archive";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";
import { zipped } from "./zip-archive";

const SCIENTIST = "data.scientist@lakestage.example";
const ENGINEER = "ml.engineer@lakestage.example";
const OUTSIDER = "outsider@lakestage.example";

let sandbox: TestSandbox;
let dev: TestWorkspace;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
});
afterAll(() => sandbox.stop());

const ARCHIVE = zipped([
  { path: "files/src/main.py", bytes: Buffer.from("print(1)\n") },
  { path: "files/src/notebook.py", bytes: Buffer.from("# Databricks notebook source\nprint(2)\n") },
  { path: ".databricks/snapshot-metadata.json", bytes: Buffer.from("{}") },
]);
const shaOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

async function send(archive: Buffer, more: Record<string, string> = {}, as = SCIENTIST): Promise<TestResponse> {
  const form = new FormData();
  const fields = {
    snapshot_id: shaOf(archive),
    bundle_id: "0b5a2c1e-1111-4222-8333-444455556666",
    access_control_list: JSON.stringify([{ user_name: SCIENTIST, permission_level: "CAN_READ" }]),
    ...more,
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new Blob([new Uint8Array(archive)], { type: "application/zip" }), "snapshot.zip");
  const headers = { authorization: `Bearer ${sandbox.token(as)}` };
  const response = await fetch(`${dev.address}/api/2.0/repos/snapshots`, { method: "POST", headers, body: form });
  return { status: response.status, body: (await response.json()) as JsonObject } as TestResponse;
}
const pathOf = ({ body }: TestResponse): string => String((body.snapshot as JsonObject).path);
const get = (operation: string, path: string, as: string): Promise<TestResponse> =>
  sandbox.call(dev.address, "GET", `/api/2.0/workspace/${operation}?path=${path}`, { as });
const post = (operation: string, body: JsonObject): Promise<TestResponse> =>
  sandbox.call(dev.address, "POST", `/api/2.0/workspace/${operation}`, { body });

test("a bundle's archive is unpacked where its content says, once, for those who may read it", async () => {
  const sent = await send(ARCHIVE);
  expect(sent.status).toBe(200);
  const path = pathOf(sent);
  expect(path).toMatch(
    new RegExp(`^/Workspace/Users/[0-9a-f-]{36}/.snapshots/0b5a2c1e-1111-4222-8333-444455556666/${shaOf(ARCHIVE)}$`),
  );
  expect(pathOf(await send(ARCHIVE))).toBe(path);
  expect((await get("get-status", `${path}/files/src/main.py`, SCIENTIST)).body.object_type).toBe("FILE");
  expect((await get("get-status", `${path}/files/src/notebook`, SCIENTIST)).body.object_type).toBe("NOTEBOOK");
  const { content } = (await get("export", `${path}/files/src/main.py`, SCIENTIST)).body;
  expect(Buffer.from(String(content), "base64").toString()).toBe("print(1)\n");
  expect((await get("export", `${path}/files/src/main.py`, ENGINEER)).status).toBe(403);
});

test("nobody changes what is in it", async () => {
  const path = pathOf(await send(ARCHIVE));
  const content = Buffer.from("print(3)\n").toString("base64");
  for (const place of [`${path}/files/src/main.py`, `${path}/files/more.py`]) {
    expect((await post("import", { path: place, content, format: "RAW", overwrite: true })).status).toBe(403);
  }
  expect((await post("mkdirs", { path: `${path}/more` })).status).toBe(403);
  expect((await post("delete", { path: `${path}/files/src/main.py` })).status).toBe(403);
});

test.each([
  ["whose id is not its content's", {}, { snapshot_id: shaOf(Buffer.from("another")) }],
  ["of a bundle whose id is a path", {}, { bundle_id: "../../Shared" }],
  ["that somebody may change", {}, { access_control_list: '[{"user_name":"x","permission_level":"CAN_MANAGE"}]' }],
  ["with files that leave it", { "__/out.py": "" }, {}],
  ["with two files at one place", { "n.py": "# Databricks notebook source", n: "" }, {}],
])("an archive %s is refused", async (_, files, more) => {
  const entries = Object.entries({ "a.py": "", ...files });
  const archive = escaping(zipped(entries.map(([path, text]) => ({ path, bytes: Buffer.from(text) }))));
  expect((await send(archive, more)).status).toBe(400);
});

test("one who is not in the workspace reads nothing", async () => {
  const list = JSON.stringify([{ user_name: OUTSIDER, permission_level: "CAN_READ" }]);
  const archive = zipped([{ path: "only", bytes: Buffer.from("x") }]);
  expect((await send(archive, { access_control_list: list.replace(OUTSIDER, "nobody@x.example") })).status).toBe(404);
});

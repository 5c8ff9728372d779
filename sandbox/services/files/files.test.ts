import { TestSandbox } from "../../testing/sandbox";
import { TestVolume } from "../../testing/volume";

let sandbox: TestSandbox;
let volume: TestVolume;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  volume = await TestVolume.in(sandbox);
});
afterAll(() => sandbox.stop());

const SCIENTIST = "data.scientist@lakestage.example";

test("a file comes back byte for byte, with its size and time", async () => {
  const bytes = new Uint8Array(100_000).map((_, index) => index % 256);
  expect((await volume.file("PUT", "/raw/a b.bin", { bytes })).status).toBe(204);
  const answer = await volume.file("GET", "/raw/a b.bin");
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
  expect(answer.headers.get("content-type")).toBe("application/octet-stream");

  const metadata = await volume.file("HEAD", "/raw/a b.bin");
  expect(metadata.status).toBe(200);
  expect(metadata.headers.get("content-length")).toBe("100000");
  expect(Date.parse(metadata.headers.get("last-modified") ?? "")).not.toBeNaN();
});

test("an empty file is a file", async () => {
  await volume.file("PUT", "/empty", { bytes: "" });
  const answer = await volume.file("GET", "/empty");
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe("");
});

test("what looks like JSON is kept as it was sent", async () => {
  await volume.file("PUT", "/broken.json", { bytes: "{ not: json", headers: { "content-type": "application/json" } });
  expect(await (await volume.file("GET", "/broken.json")).text()).toBe("{ not: json");
});

test("a file of more than 10 MB is taken, and one that is replaced is gone", async () => {
  await volume.file("PUT", "/large", { bytes: new Uint8Array(11 * 1024 * 1024) });
  expect((await volume.file("HEAD", "/large")).headers.get("content-length")).toBe("11534336");
  await volume.file("PUT", "/large", { bytes: "small" });
  expect(await (await volume.file("GET", "/large")).text()).toBe("small");
});

test("a file is replaced unless that is not wanted", async () => {
  await volume.file("PUT", "/once", { bytes: "first" });
  const again = await volume.file("PUT", "/once?overwrite=false", { bytes: "second" });
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({ error_code: "ALREADY_EXISTS" });
  expect(await (await volume.file("GET", "/once")).text()).toBe("first");
});

test.each([
  ["bytes=2-4", 206, "234", "bytes 2-4/10"],
  ["bytes=7-", 206, "789", "bytes 7-9/10"],
  ["bytes=-3", 206, "789", "bytes 7-9/10"],
  ["bytes=8-100", 206, "89", "bytes 8-9/10"],
  ["lines=1-2", 200, "0123456789", null],
])("range %s is answered with %i", async (range, status, text, contentRange) => {
  await volume.file("PUT", "/digits", { bytes: "0123456789" });
  const answer = await volume.file("GET", "/digits", { headers: { range } });
  expect([answer.status, await answer.text(), answer.headers.get("content-range")]).toEqual([
    status,
    text,
    contentRange,
  ]);
});

test("a range beyond the file's end is refused", async () => {
  await volume.file("PUT", "/digits", { bytes: "0123456789" });
  expect((await volume.file("GET", "/digits", { headers: { range: "bytes=10-" } })).status).toBe(416);
});

test("a download that goes on is refused when the file was replaced meanwhile", async () => {
  await volume.file("PUT", "/digits", { bytes: "0123456789" });
  const lastModified = (await volume.file("HEAD", "/digits")).headers.get("last-modified") ?? "";
  const goOn = (since: string): Promise<Response> =>
    volume.file("GET", "/digits", { headers: { range: "bytes=5-", "if-unmodified-since": since } });
  expect((await goOn(lastModified)).status).toBe(206);
  expect((await goOn(new Date(Date.parse(lastModified) - 1000).toUTCString())).status).toBe(412);
});

test("a deleted file is not found", async () => {
  await volume.file("PUT", "/gone", { bytes: "x" });
  expect((await volume.file("DELETE", "/gone")).status).toBe(204);
  const statuses = await Promise.all(
    ["GET", "HEAD", "DELETE"].map(async (method) => (await volume.file(method, "/gone")).status),
  );
  expect(statuses).toEqual([404, 404, 404]);
});

test.each([
  ["/Volumes/lake/ml", 400, "INVALID_PARAMETER_VALUE"],
  ["/tmp/x", 400, "INVALID_PARAMETER_VALUE"],
  ["/Volumes/lake/ml/data/a%2F..%2Fb", 400, "INVALID_PARAMETER_VALUE"],
  ["/Volumes/lake/ml/data/a%00b", 400, "INVALID_PARAMETER_VALUE"],
  [`/Volumes/lake/ml/data/${"a".repeat(256)}`, 400, "INVALID_PARAMETER_VALUE"],
  ["/Volumes/lake/ml/other/x", 404, "VOLUME_DOES_NOT_EXIST"],
])("%s is no path to upload to", async (path, status, errorCode) => {
  const workspace = volume.workspace.address;
  const answer = await fetch(`${workspace}/api/2.0/fs/files${path}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${sandbox.token("lakestage-deployer")}` },
    body: "x",
  });
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ error_code: errorCode });
});

test("nothing is put where a directory is, or inside a file", async () => {
  await volume.directory("PUT", "/d");
  expect((await volume.file("PUT", "/d", { bytes: "x" })).status).toBe(400);
  await volume.file("PUT", "/f", { bytes: "x" });
  expect((await volume.file("PUT", "/f/inside", { bytes: "x" })).status).toBe(409);
  expect((await volume.directory("PUT", "/f/inside")).status).toBe(409);
});

test("reading takes READ VOLUME, and writing WRITE VOLUME, behind the gates of catalog and schema", async () => {
  await volume.file("PUT", "/shared", { bytes: "x" });
  const read = (): Promise<Response> => volume.file("GET", "/shared", { as: SCIENTIST });
  const write = (): Promise<Response> => volume.file("PUT", "/shared", { as: SCIENTIST, bytes: "y" });
  const { unityCatalog } = volume;
  await unityCatalog.grant("volume", "lake.ml.data", SCIENTIST, ["READ_VOLUME"]);
  expect((await read()).status).toBe(403);
  await unityCatalog.grant("catalog", "lake", SCIENTIST, ["USE_CATALOG"]);
  await unityCatalog.grant("schema", "lake.ml", SCIENTIST, ["USE_SCHEMA"]);
  expect((await read()).status).toBe(200);
  const refused = await write();
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ message: "User does not have WRITE VOLUME on Volume 'lake.ml.data'." });
  expect((await volume.file("DELETE", "/shared", { as: SCIENTIST })).status).toBe(403);
  await unityCatalog.grant("volume", "lake.ml.data", SCIENTIST, ["WRITE_VOLUME"]);
  expect((await write()).status).toBe(204);
});

test("a renamed volume keeps its files, and one that is deleted takes them along", async () => {
  await volume.file("PUT", "/kept", { bytes: "x" });
  await volume.unityCatalog.ok("PATCH", "/volumes/lake.ml.data", { new_name: "renamed" });
  expect((await volume.file("GET", "/Volumes/lake/ml/renamed/kept")).status).toBe(200);
  await volume.unityCatalog.ok("DELETE", "/volumes/lake.ml.renamed");
  expect(sandbox.store.inventory()["file-storage.entry"]).toBeUndefined();
  await volume.make();
  expect((await volume.file("GET", "/kept")).status).toBe(404);
});

test("nothing is written through a read-only binding", async () => {
  const { unityCatalog, workspace } = volume;
  await unityCatalog.ok("PATCH", "/catalogs/lake", { isolation_mode: "ISOLATED" });
  await unityCatalog.ok("PATCH", "/bindings/catalog/lake", {
    add: [{ workspace_id: workspace.id, binding_type: "BINDING_TYPE_READ_ONLY" }],
  });
  const refused = await volume.file("PUT", "/x", { bytes: "x" });
  expect(refused.status).toBe(403);
  expect((await volume.directory("GET", "/")).status).toBe(200);
});

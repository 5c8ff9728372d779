import type { JsonObject } from "../../control-plane";
import { escaping } from "../../testing/escaping-archive";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";
import { unzipped, zipped } from "./zip-archive";

let sandbox: TestSandbox;
let dev: TestWorkspace;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
});
afterAll(() => sandbox.stop());

const SCIENTIST = "data.scientist@lakestage.example";
const ENGINEER = "ml.engineer@lakestage.example";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

const put = (path: string, text: string, more: JsonObject = {}, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, "POST", "/api/2.0/workspace/import", {
    body: { path, content: base64(text), ...more },
    ...(as ? { as } : {}),
  });
const get = (operation: string, path: string, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, "GET", `/api/2.0/workspace/${operation}?path=${path}`, as ? { as } : {});
const status = async (path: string): Promise<JsonObject> => (await get("get-status", path)).body;
const exported = async (path: string): Promise<string> =>
  Buffer.from(String((await get("export", path)).body.content), "base64").toString();

test("a file comes back as it was imported, with its size", async () => {
  const { status: code, body } = await put("/Shared/settings.json", "{}\n", { format: "RAW" });
  expect(code).toBe(200);
  expect(await status("/Shared/settings.json")).toMatchObject({
    object_id: body.object_id,
    object_type: "FILE",
    path: "/Shared/settings.json",
    size: 3,
  });
  expect(await exported("/Shared/settings.json")).toBe("{}\n");
  expect((await get("export", "/Shared/settings.json")).body.file_type).toBe("json");
});

test("a notebook has a language, and its source is known by its first line", async () => {
  await put("/Shared/notebook", "print(1)\n", { format: "SOURCE", language: "PYTHON" });
  expect(await status("/Shared/notebook")).toMatchObject({ object_type: "NOTEBOOK", language: "PYTHON" });
  expect(await exported("/Shared/notebook")).toBe("# Databricks notebook source\nprint(1)\n");
  expect((await get("export", "/Shared/notebook")).body.file_type).toBe("py");
});

test("a Jupyter document says its language itself", async () => {
  const document = JSON.stringify({ cells: [], metadata: { language_info: { name: "scala" } } });
  await put("/Shared/jupyter", document, { format: "JUPYTER" });
  expect(await status("/Shared/jupyter")).toMatchObject({ object_type: "NOTEBOOK", language: "SCALA" });
  expect(await exported("/Shared/jupyter&format=JUPYTER")).toBe(document);
  expect((await put("/Shared/none", "no JSON", { format: "JUPYTER" })).status).toBe(400);
});

test.each([
  ["notebook.sql", "-- Databricks notebook source\nselect 1", "/Shared/auto/notebook", "NOTEBOOK"],
  ["module.py", "print(1)", "/Shared/auto/module.py", "FILE"],
  ["wheel.whl", "PK", "/Shared/auto/wheel.whl", "FILE"],
  ["book.ipynb", '{"cells":[]}', "/Shared/auto/book", "NOTEBOOK"],
])("AUTO tells what %s is", async (name, text, path, type) => {
  await sandbox.call(dev.address, "POST", "/api/2.0/workspace/mkdirs", { body: { path: "/Shared/auto" } });
  await put(`/Shared/auto/${name}`, text, { format: "AUTO" });
  expect(await status(path)).toMatchObject({ object_type: type, path });
});

test("what is there is replaced only when that is asked for, and by its own kind", async () => {
  const { body } = await put("/Shared/again", "one", { format: "RAW" });
  expect(await put("/Shared/again", "two", { format: "RAW" })).toMatchObject({
    status: 400,
    body: { error_code: "RESOURCE_ALREADY_EXISTS" },
  });
  const replaced = await put("/Shared/again", "two", { format: "RAW", overwrite: true });
  expect(replaced.body).toEqual(body);
  expect(await exported("/Shared/again")).toBe("two");
  const other = await put("/Shared/again", "three", { format: "SOURCE", language: "SQL", overwrite: true });
  expect(other).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
});

test("a form says the same as JSON, and a download is the bytes alone", async () => {
  const form = new FormData();
  form.set("path", "/Shared/form.bin");
  form.set("format", "RAW");
  form.set("overwrite", "true");
  form.set("content", new Blob([new Uint8Array([0, 255, 10])]));
  const headers = { authorization: `Bearer ${sandbox.token("lakestage-deployer")}` };
  const upload = await fetch(`${dev.address}/api/2.0/workspace/import`, { method: "POST", headers, body: form });
  expect(upload.status).toBe(200);
  const address = `${dev.address}/api/2.0/workspace/export?path=/Shared/form.bin&direct_download=true`;
  const download = await fetch(address, { headers });
  expect(new Uint8Array(await download.arrayBuffer())).toEqual(new Uint8Array([0, 255, 10]));
});

test.each([
  ["without a language", "/Shared/x", {}, 400, "INVALID_PARAMETER_VALUE"],
  ["into a folder that is missing", "/Shared/missing/x", { format: "RAW" }, 404, "RESOURCE_DOES_NOT_EXIST"],
  ["of an archive that is none", "/Shared/x", { format: "DBC" }, 400, "INVALID_PARAMETER_VALUE"],
  ["of an archive over what is there", "/Shared", { format: "DBC", overwrite: true }, 400, "INVALID_PARAMETER_VALUE"],
  ["of a page", "/Shared/x", { format: "HTML" }, 501, "NOT_IMPLEMENTED"],
  ["of what is not Base64", "/Shared/x", { format: "RAW", content: "%" }, 400, "INVALID_PARAMETER_VALUE"],
])("an import %s is refused", async (_, path, more, code, errorCode) => {
  expect(await put(path, "x", more)).toMatchObject({ status: code, body: { error_code: errorCode } });
});

test("a home's files are its owner's, until they are shared", async () => {
  const path = `/Users/${SCIENTIST}/mine.py`;
  await put(path, "x", { format: "RAW" }, SCIENTIST);
  expect((await get("export", path, ENGINEER)).status).toBe(403);
  const { object_id: id } = await status(path);
  await sandbox.call(dev.address, "PATCH", `/api/2.0/permissions/files/${id}`, {
    as: SCIENTIST,
    body: { access_control_list: [{ user_name: ENGINEER, permission_level: "CAN_READ" }] },
  });
  expect((await get("export", path, ENGINEER)).status).toBe(200);
  expect((await put(path, "y", { format: "RAW", overwrite: true }, ENGINEER)).status).toBe(403);
});

test("a deleted directory takes its files along", async () => {
  await sandbox.call(dev.address, "POST", "/api/2.0/workspace/mkdirs", { body: { path: "/Shared/gone" } });
  await put("/Shared/gone/file", "x", { format: "RAW" });
  await sandbox.call(dev.address, "POST", "/api/2.0/workspace/delete", {
    body: { path: "/Shared/gone", recursive: true },
  });
  expect((await get("export", "/Shared/gone/file")).status).toBe(404);
});

describe("a file that is sent as it is", () => {
  const send = (path: string, text: string, { overwrite = true, as = "lakestage-deployer" } = {}): Promise<Response> =>
    fetch(
      // The command-line tool encodes the slashes too.
      `${dev.address}/api/2.0/workspace-files/import-file/${encodeURIComponent(path.slice(1))}?overwrite=${overwrite}`,
      { method: "POST", headers: { authorization: `Bearer ${sandbox.token(as)}` }, body: text },
    );
  const HEADER = "# Databricks notebook source\n";

  test.each([
    ["module.py", "print(1)\n", "module.py", { object_type: "FILE", size: 9 }],
    ["empty.txt", "", "empty.txt", { object_type: "FILE", size: 0 }],
    ["notebook.py", `${HEADER}print(1)\n`, "notebook", { object_type: "NOTEBOOK", language: "PYTHON" }],
    ["book.ipynb", '{"cells":[]}', "book", { object_type: "NOTEBOOK" }],
    ["no JSON, whatever the type.json", "{", "no JSON, whatever the type.json", { object_type: "FILE" }],
  ])("becomes what %s is", async (name, text, path, expected) => {
    expect((await send(`/Workspace/Shared/${name}`, text)).status).toBe(200);
    expect(await status(`/Shared/${encodeURIComponent(path)}`)).toMatchObject({ ...expected, path: `/Shared/${path}` });
  });

  test("is refused by a code that says what is in its way", async () => {
    expect((await send("/Shared/none/x", "x")).status).toBe(404);
    await send("/Shared/there.txt", "one");
    const file = await send("/Shared/there.txt", "two", { overwrite: false });
    expect(file.status).toBe(409);
    await send("/Shared/known.py", HEADER);
    const notebook = await send("/Shared/known.py", HEADER, { overwrite: false });
    expect(notebook.status).toBe(400);
    expect(await notebook.json()).toMatchObject({ message: expect.stringContaining("already exists.") });
    expect((await send("/Shared/known", "no notebook")).status).toBe(400);
    expect((await send(`/Users/${SCIENTIST}/x`, "x", { as: ENGINEER })).status).toBe(403);
    expect(await exported("/Shared/there.txt")).toBe("one");
  });
});

test("a notebook says in which form it would be exported, where that is asked for", async () => {
  await put("/Shared/form-source", "1", { format: "SOURCE", language: "SQL" });
  await put("/Shared/form-jupyter", '{"cells":[]}', { format: "JUPYTER" });
  await put("/Shared/form-file", "1", { format: "RAW" });
  const formOf = async (name: string): Promise<unknown> =>
    (await status(`/Shared/${name}&return_export_info=true`)).repos_export_format;
  expect(await formOf("form-source")).toBe("SOURCE");
  expect(await formOf("form-jupyter")).toBe("JUPYTER");
  expect(await formOf("form-file")).toBeUndefined();
  expect(await status("/Shared/form-source")).not.toHaveProperty("repos_export_format");
});

describe("a notebook in another form than it was imported in", () => {
  const SOURCE = "# Databricks notebook source\n# MAGIC %md\n# MAGIC # Title\n\n# COMMAND ----------\n\nprint('<1>')\n";
  const as = (path: string, format: string): Promise<string> => exported(`${path}&format=${format}`);

  test("is a Jupyter document of its cells, and its source again", async () => {
    await put("/Shared/converted", SOURCE, { format: "SOURCE", language: "PYTHON" });
    const document = await as("/Shared/converted", "JUPYTER");
    expect(JSON.parse(document)).toMatchObject({
      cells: [
        { cell_type: "markdown", source: ["# Title"] },
        { cell_type: "code", source: ["print('<1>')"] },
      ],
      metadata: { language_info: { name: "python" } },
    });
    await put("/Shared/converted-back", document, { format: "JUPYTER" });
    expect(await as("/Shared/converted-back", "SOURCE")).toBe(SOURCE);
  });

  test("is a page to look at", async () => {
    await put("/Shared/page", SOURCE, { format: "SOURCE", language: "PYTHON" });
    expect(await as("/Shared/page", "HTML")).toContain("<pre>print('&lt;1&gt;')</pre>");
    expect((await get("export", "/Shared/page&format=HTML")).body.file_type).toBe("html");
  });
});

test("alerts, dashboards and queries are exported as files", async () => {
  const call = (path: string, body: JsonObject): Promise<TestResponse> =>
    sandbox.call(dev.address, "POST", `/api/2.0${path}`, { body });
  const { id } = (await call("/sql/warehouses", { name: "w", cluster_size: "Small" })).body;
  const place = { warehouse_id: String(id), display_name: "exported", parent_path: "/Shared" };
  await call("/lakeview/dashboards", { ...place, serialized_dashboard: '{"pages":[{"name":"p","displayName":"P"}]}' });
  await call("/alerts", {
    ...place,
    query_text: "SELECT 1\nAS value",
    evaluation: { source: { name: "value" }, comparison_operator: "EQUAL", threshold: { value: { double_value: 1 } } },
    schedule: { quartz_cron_schedule: "0 0 6 * * ?", timezone_id: "UTC" },
  });
  await call("/sql/queries", { query: { ...place, query_text: "SELECT 2" } });
  expect(JSON.parse(await exported("/Shared/exported.lvdash.json"))).toMatchObject({ pages: [{ name: "p" }] });
  expect(JSON.parse(await exported("/Shared/exported.dbalert.json"))).toMatchObject({
    query_lines: ["SELECT 1\n", "AS value"],
    evaluation: { comparison_operator: "EQUAL" },
  });
  expect(JSON.parse(await exported("/Shared/exported.dbquery.ipynb"))).toMatchObject({
    cells: [{ source: ["SELECT 2"] }],
  });
});

test.each(["", "/Workspace"])("messages have a path as the request has it, here after '%s'", async (prefix) => {
  const messageOf = async (answer: Promise<TestResponse>): Promise<unknown> => (await answer).body.message;
  const file = `${prefix}/Shared/messages.txt`;
  await put(file, "", { format: "RAW", overwrite: true });
  expect(await messageOf(put(file, "", { format: "RAW" }))).toBe(`Path (${file}) already exists.`);
  expect(await messageOf(put(`${prefix}/no/such`, "", { format: "RAW" }))).toBe(
    `The parent folder (${prefix}/no) does not exist.`,
  );
  expect(await messageOf(get("get-status", `${prefix}/no`))).toBe(`Path (${prefix}/no) doesn't exist.`);
  const below = sandbox.call(dev.address, "POST", "/api/2.0/workspace/mkdirs", { body: { path: `${file}/below` } });
  expect(await messageOf(below)).toBe(`Path (${file}) already exists and is not a directory.`);
});

describe("a Databricks archive", () => {
  const call = (operation: string, body: JsonObject): Promise<TestResponse> =>
    sandbox.call(dev.address, "POST", `/api/2.0/workspace/${operation}`, { body });
  const SOURCE = [
    "# Databricks notebook source",
    "# MAGIC %md",
    "# MAGIC # Flights",
    "",
    "# COMMAND ----------",
    "",
    "print(1)",
    "",
    "# COMMAND ----------",
    "",
    "# MAGIC %sql",
    "# MAGIC select 1",
    "",
  ].join("\n");
  const archive = async (path: string): Promise<JsonObject> => (await get("export", `${path}&format=DBC`)).body;
  const importArchive = (path: string, content: unknown): Promise<TestResponse> =>
    call("import", { path, content: String(content), format: "DBC" });

  beforeAll(async () => {
    await call("mkdirs", { path: "/Shared/archived/inner" });
    await put("/Shared/archived/python", SOURCE, { format: "SOURCE", language: "PYTHON" });
    await put("/Shared/archived/inner/query", "select 1\n", { format: "SOURCE", language: "SQL" });
    await put("/Shared/archived/file.json", "{}", { format: "RAW" });
  });

  test("holds a folder's notebooks, and makes the folder again", async () => {
    const { content, file_type: type } = await archive("/Shared/archived");
    expect(type).toBe("dbc");
    expect((await importArchive("/Shared/unpacked", content)).status).toBe(200);
    expect(await exported("/Shared/unpacked/python")).toBe(SOURCE);
    expect(await exported("/Shared/unpacked/inner/query")).toBe("-- Databricks notebook source\nselect 1\n");
    expect(await status("/Shared/unpacked/inner/query")).toMatchObject({ object_type: "NOTEBOOK", language: "SQL" });
    expect((await get("get-status", "/Shared/unpacked/file.json")).status).toBe(404);
    expect(await importArchive("/Shared/unpacked", content)).toMatchObject({
      status: 400,
      body: { error_code: "RESOURCE_ALREADY_EXISTS" },
    });
  });

  test("of one notebook is that notebook", async () => {
    const { content } = await archive("/Shared/archived/python");
    expect((await importArchive("/Shared/copy", content)).status).toBe(200);
    expect(await exported("/Shared/copy")).toBe(SOURCE);
    const [{ path, bytes } = { path: "", bytes: Buffer.alloc(0) }] = unzipped(
      Buffer.from(String(content), "base64"),
      9999,
    );
    expect(path).toBe("python.python");
    expect(JSON.parse(bytes.toString())).toMatchObject({
      version: "NotebookV1",
      language: "python",
      commands: [{ command: "%md\n# Flights" }, { command: "print(1)" }, { command: "%sql\nselect 1" }],
    });
  });

  test("lets nobody write where they may not, nor leave its folder", async () => {
    const { content: archived } = await archive("/Shared/archived");
    expect(
      (await put(`/Users/${ENGINEER}/there`, "", { content: String(archived), format: "DBC" }, SCIENTIST)).status,
    ).toBe(403);
    const document = { version: "NotebookV1", commands: [] };
    const entries = [{ path: "__/out.python", bytes: Buffer.from(JSON.stringify(document)) }];
    const content = escaping(zipped(entries)).toString("base64");
    expect((await importArchive("/Shared/escaping", content)).status).toBe(400);
    expect((await get("get-status", "/Shared/escaping")).status).toBe(404);
    expect((await get("get-status", "/Shared/out")).status).toBe(404);
  });

  test("is not the only form of a folder: as sources, and with its files, it is a ZIP archive", async () => {
    const places = async (format: string): Promise<string[]> => {
      const { content, file_type: type } = (await get("export", `/Shared/archived&format=${format}`)).body;
      expect(type).toBe("zip");
      return unzipped(Buffer.from(String(content), "base64"), 9999).map(({ path }) => path);
    };
    expect(await places("SOURCE")).toEqual(["inner/query.sql", "python.py"]);
    expect(await places("AUTO")).toEqual(["file.json", "inner/query.sql", "python.py"]);
    expect((await get("export", "/Shared/archived&format=HTML")).status).toBe(400);
  });
});

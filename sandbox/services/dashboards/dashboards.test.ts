import type { JsonObject } from "../../control-plane";
import { ENGINEER, FOLDER, SCIENTIST, TestSql } from "../../testing/sql";

const DASHBOARDS = "/api/2.0/lakeview/dashboards";

let sql: TestSql;

beforeAll(async () => {
  sql = await TestSql.start();
});
afterAll(() => sql.stop());

const definition = (...datasets: string[]): string =>
  JSON.stringify({
    pages: [{ name: "p", displayName: "Metrics", layout: [{ widget: { name: "w" } }] }],
    datasets: datasets.map((name) => ({ name, queryLines: ["SELECT 1"] })),
  });

const create = (name: string, changes: JsonObject = {}, query = "", as?: string) =>
  sql.call(
    "POST",
    `${DASHBOARDS}${query}`,
    { display_name: name, warehouse_id: sql.warehouseId, parent_path: `/Workspace${FOLDER}`, ...changes },
    as,
  );

async function created(name: string, changes: JsonObject = {}): Promise<string> {
  const { status, body } = await create(name, changes);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return String(body.dashboard_id);
}

const get = (id: string, as?: string) => sql.call("GET", `${DASHBOARDS}/${id}`, undefined, as);
const update = (id: string, changes: JsonObject, as?: string) => sql.call("PATCH", `${DASHBOARDS}/${id}`, changes, as);
const publish = (id: string, body: JsonObject = {}, as?: string) =>
  sql.call("POST", `${DASHBOARDS}/${id}/published`, body, as);

test.each([
  ["as it was written, with a newline at its end", '{ "datasets": [ {"queryLines": ["SELECT 1"], "name": "d"} ] }'],
  ["with the type of its pages, if that was there", '{"pages": [{"pageType": "PAGE_TYPE_CANVAS", "name": "p"}]}\n'],
  ["however it ends", '{"b": 1,\n"a": 2}\n'],
])("a definition is kept %s", async (how, text) => {
  const { serialized_dashboard: kept } = (await create(`kept ${how}`, { serialized_dashboard: text })).body;
  expect(kept).toBe(text.endsWith("\n") ? text : `${text}\n`);
});

test("an empty definition is written without blanks", async () => {
  expect((await create("no definition", { serialized_dashboard: "{ }" })).body.serialized_dashboard).toBe("{}\n");
});

test("a trashed dashboard lies in the trash of who put it there", async () => {
  const id = await created("trashed where");
  const { body: before } = await get(id);
  await sql.call("DELETE", `${DASHBOARDS}/${id}`);
  const trash = `/Users/${sql.sandbox.directory.principal(sql.sandbox.idOf("lakestage-deployer"))?.name}/Trash`;
  expect((await get(id)).body).toEqual({
    ...before,
    lifecycle_state: "TRASHED",
    parent_path: trash,
    path: `${trash}/trashed where.lvdash.json`,
  });
});

test("messages have a path as the request has it", async () => {
  for (const path of ["/Nowhere", "/Workspace/Nowhere"]) {
    const { message } = (await create("nowhere", { parent_path: path })).body;
    expect(message).toBe(`Path (${path}) doesn't exist.`);
  }
});

test("every member comes back, the path without /Workspace and the definition with the types of its pages", async () => {
  const { body } = await create("everything", { serialized_dashboard: definition("d") });
  expect(body).toMatchObject({
    display_name: "everything",
    warehouse_id: sql.warehouseId,
    parent_path: FOLDER,
    path: `${FOLDER}/everything.lvdash.json`,
    lifecycle_state: "ACTIVE",
  });
  expect(body.dashboard_id).toMatch(/^[0-9a-f]{32}$/);
  expect(body.serialized_dashboard).toBe(
    '{"datasets":[{"name":"d","queryLines":["SELECT 1"]}],"pages":[{"displayName":"Metrics",' +
      '"layout":[{"widget":{"name":"w"}}],"name":"p","pageType":"PAGE_TYPE_CANVAS"}]}\n',
  );
  expect((await get(String(body.dashboard_id))).body).toEqual(body);
  expect(await sql.contents()).toContainEqual(
    expect.objectContaining({ path: body.path, object_type: "DASHBOARD", resource_id: body.dashboard_id }),
  );
});

test("catalog and schema of a request go into every dataset", async () => {
  const query = "?dataset_catalog=prod&dataset_schema=demand";
  const { body } = await create("defaults", { serialized_dashboard: definition("a", "b") }, query);
  const { datasets } = JSON.parse(String(body.serialized_dashboard)) as { datasets: JsonObject[] };
  expect(datasets.map(({ catalog, schema }) => [catalog, schema])).toEqual([
    ["prod", "demand"],
    ["prod", "demand"],
  ]);
});

test.each([
  ["what is not JSON", { serialized_dashboard: "{" }, 400, "is not JSON"],
  ["what is no object", { serialized_dashboard: "[]" }, 400, "is not a JSON object"],
  ["two datasets of one name", { serialized_dashboard: definition("d", "d") }, 400, "the name 'd' twice"],
  ["a page without a name", { serialized_dashboard: '{"pages":[{}]}' }, 400, "has no name"],
  ["a warehouse that is not there", { warehouse_id: "feed" }, 400, "SQL warehouse feed does not exist"],
  ["a directory that is not there", { parent_path: "/Nowhere" }, 404, "Path (/Nowhere) doesn't exist."],
  ["a name that is taken", { display_name: "everything" }, 400, "Node named 'everything.lvdash.json' already exists"],
  ["an empty name", { display_name: "" }, 400, "must not be empty"],
])("%s is refused", async (_what, changes, status, message) => {
  const { status: answered, body } = await create("refused", changes);
  expect({ status: answered, message: body.message }).toEqual({ status, message: expect.stringContaining(message) });
});

test("a change gives a new etag, and one with an old etag is refused", async () => {
  const id = await created("etags");
  const { etag } = (await get(id)).body;
  const changed = await update(id, { display_name: "etags renamed", etag });
  expect(changed.body).toMatchObject({ path: `${FOLDER}/etags renamed.lvdash.json`, warehouse_id: sql.warehouseId });
  expect(changed.body.etag).not.toBe(etag);
  expect((await update(id, { display_name: "late", etag })).status).toBe(409);
});

test("publishing is a change of the dashboard, and none of its draft", async () => {
  const id = await created("changed by publishing");
  const before = (await sql.call("GET", `${DASHBOARDS}/${id}`)).body;
  expect(before.update_time).toBe(before.create_time);
  await publish(id);
  const { update_time, ...draft } = (await sql.call("GET", `${DASHBOARDS}/${id}`)).body;
  expect(String(update_time) > String(before.update_time)).toBe(true);
  expect(draft).toEqual({ ...before, update_time: undefined });
});

test("what was published stays as it was until it is published again", async () => {
  const id = await created("published");
  expect((await sql.call("GET", `${DASHBOARDS}/${id}/published`)).status).toBe(404);
  const { etag } = (await get(id)).body;
  expect((await publish(id, { embed_credentials: false })).body).toMatchObject({
    display_name: "published",
    embed_credentials: false,
    warehouse_id: sql.warehouseId,
  });
  expect((await get(id)).body.etag).toBe(etag);

  await update(id, { display_name: "draft" });
  expect((await sql.call("GET", `${DASHBOARDS}/${id}/published`)).body.display_name).toBe("published");
  expect((await sql.ok("POST", `${DASHBOARDS}/${id}/revert`, {})).dashboard).toMatchObject({
    display_name: "published",
    path: `${FOLDER}/published.lvdash.json`,
  });
  await sql.ok("DELETE", `${DASHBOARDS}/${id}/published`);
  expect((await sql.call("GET", `${DASHBOARDS}/${id}/published`)).status).toBe(404);
});

test("a dashboard without a warehouse can not be published", async () => {
  const id = await created("no warehouse", { warehouse_id: "" });
  expect((await publish(id)).status).toBe(400);
});

test("a reader sees draft and publication, and changes nothing", async () => {
  const id = await created("read only");
  await publish(id);
  expect((await get(id, SCIENTIST)).status).toBe(200);
  expect((await sql.call("GET", `${DASHBOARDS}/${id}/published`, undefined, SCIENTIST)).status).toBe(200);
  const { dashboards } = await sql.ok("GET", DASHBOARDS, undefined, SCIENTIST);
  expect(dashboards).toContainEqual(expect.objectContaining({ dashboard_id: id }));
  for (const refused of [
    await update(id, { display_name: "mine" }, SCIENTIST),
    await publish(id, {}, SCIENTIST),
    await sql.call("DELETE", `${DASHBOARDS}/${id}/published`, undefined, SCIENTIST),
    await sql.call("DELETE", `${DASHBOARDS}/${id}`, undefined, SCIENTIST),
    await create("intruder", {}, "", SCIENTIST),
    await get(id, ENGINEER),
  ]) {
    expect(refused.status).toBe(403);
  }
});

test("publishing with embedded credentials takes the right to use the warehouse", async () => {
  const id = await created("embedded");
  await sql.share("dashboards", id, SCIENTIST, "CAN_EDIT");
  expect((await publish(id, { embed_credentials: true }, SCIENTIST)).status).toBe(403);
  expect((await publish(id, { embed_credentials: false }, SCIENTIST)).status).toBe(200);
});

test("a deleted dashboard is in the trash, and its name is free", async () => {
  const id = await created("trashed");
  await publish(id);
  await sql.ok("DELETE", `${DASHBOARDS}/${id}`);
  expect((await get(id)).body.lifecycle_state).toBe("TRASHED");
  expect((await sql.call("DELETE", `${DASHBOARDS}/${id}`)).status).toBe(403);
  expect((await update(id, { display_name: "back" })).status).toBe(400);
  expect((await sql.call("GET", `${DASHBOARDS}/${id}/published`)).status).toBe(404);
  const listed = async (query = "") =>
    ((await sql.ok("GET", `${DASHBOARDS}${query}`)).dashboards as JsonObject[]).map((each) => each.dashboard_id);
  expect(await listed()).not.toContain(id);
  expect(await listed("?show_trashed=true")).toContain(id);
  await created("trashed");
});

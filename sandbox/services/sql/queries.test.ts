import type { JsonObject } from "../../control-plane";
import { ENGINEER, FOLDER, SCIENTIST, TestSql } from "../../testing/sql";

const QUERIES = "/api/2.0/sql/queries";

let sql: TestSql;

beforeAll(async () => {
  sql = await TestSql.start();
});
afterAll(() => sql.stop());

const create = (query: JsonObject, as?: string) =>
  sql.call("POST", QUERIES, { query: { parent_path: FOLDER, ...query }, auto_resolve_display_name: false }, as);

async function created(query: JsonObject): Promise<JsonObject> {
  const { status, body } = await create(query);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

const update = (id: unknown, query: JsonObject, mask = Object.keys(query).join(","), as?: string) =>
  sql.call("PATCH", `${QUERIES}/${id}`, { query, update_mask: mask }, as);

test("every member comes back, with the path under /Workspace", async () => {
  const settings = {
    display_name: "everything",
    query_text: "SELECT :day",
    description: "All there is",
    warehouse_id: sql.warehouseId,
    catalog: "prod",
    schema: "demand",
    tags: ["owner:ml"],
    run_as_mode: "VIEWER",
    apply_auto_limit: true,
    parameters: [
      { name: "text", title: "Text", text_value: { value: "a" } },
      { name: "number", numeric_value: { value: 0.5 } },
      { name: "day", date_value: { date_value: "2025-01-31", precision: "DAY_PRECISION" } },
      {
        name: "days",
        date_range_value: {
          date_range_value: { start: "2025-01-01 00:00", end: "2025-02-01 00:00" },
          precision: "MINUTE_PRECISION",
        },
      },
      { name: "lately", date_range_value: { dynamic_date_range_value: "LAST_7_DAYS", precision: "DAY_PRECISION" } },
      { name: "choice", enum_value: { enum_options: "a\nb", values: ["b"], multi_values_options: { separator: "," } } },
    ],
  };
  const query = await created(settings);
  expect(query).toMatchObject({
    ...settings,
    parent_path: `/Workspace${FOLDER}`,
    lifecycle_state: "ACTIVE",
    owner_user_name: query.last_modifier_user_name,
  });
  expect((await sql.call("GET", `${QUERIES}/${query.id}`)).body).toEqual(query);
});

test("a query lies in the workspace's tree under its name", async () => {
  const { id } = await created({ display_name: "in the tree" });
  const path = `${FOLDER}/in the tree.dbquery.ipynb`;
  expect(await sql.contents()).toContainEqual(expect.objectContaining({ path, object_type: "QUERY", resource_id: id }));

  await update(id, { display_name: "renamed" });
  expect((await sql.contents()).map((object) => object.path)).not.toContain(path);
  expect(await sql.contents()).toContainEqual(
    expect.objectContaining({ path: `${FOLDER}/renamed.dbquery.ipynb`, resource_id: id }),
  );
});

test("a taken name is refused, or another one is found where the request says so", async () => {
  await created({ display_name: "taken" });
  const refused = await create({ display_name: "taken" });
  expect(refused).toMatchObject({
    status: 400,
    body: { error_code: "RESOURCE_ALREADY_EXISTS", message: "Node named 'taken.dbquery.ipynb' already exists" },
  });
  const query = { parent_path: FOLDER, display_name: "taken" };
  const { body } = await sql.call("POST", QUERIES, { query, auto_resolve_display_name: true });
  expect(body.display_name).toBe("taken (1)");
});

test("an update changes what its mask names, and clears what is named and left out", async () => {
  const { id } = await created({ display_name: "masked", description: "old", query_text: "SELECT 1", tags: ["a"] });
  const { body } = await update(id, { query_text: "SELECT 2", description: "ignored" }, "query_text,tags");
  expect(body).toMatchObject({ description: "old", query_text: "SELECT 2" });
  expect(body.tags).toBeUndefined();
  expect((await update(id, {}, "create_time")).status).toBe(400);
});

test.each([
  ["a warehouse that is not there", { warehouse_id: "feed" }, "SQL warehouse feed does not exist."],
  ["a blank name", { display_name: " " }, "display_name must not be empty"],
  ["a slash in the name", { display_name: "a/b" }, "must not have a slash"],
  ["a parameter of no kind", { parameters: [{ name: "p" }] }, "'p' takes exactly one of text_value"],
  [
    "a parameter of two kinds",
    { parameters: [{ name: "p", text_value: { value: "a" }, numeric_value: { value: 1 } }] },
    "got text_value, numeric_value",
  ],
  [
    "two parameters of one name",
    {
      parameters: [
        { name: "p", text_value: {} },
        { name: "p", text_value: {} },
      ],
    },
    "more than once",
  ],
  ["a date that is none", { parameters: [{ name: "p", date_value: { date_value: "2025-13-01" } }] }, "is not a date"],
  [
    "a range that ends before it starts",
    { parameters: [{ name: "p", date_range_value: { date_range_value: { start: "2025-02-01", end: "2025-01-01" } } }] },
    "is after its end",
  ],
  [
    "a choice that is not among the options",
    { parameters: [{ name: "p", enum_value: { enum_options: "a\nb", values: ["c"] } }] },
    "'c' is not one of",
  ],
  [
    "choices from a query that is not there",
    { parameters: [{ name: "p", query_backed_value: { query_id: "none" } }] },
    "query none does not exist",
  ],
])("%s is refused", async (_what, query, message) => {
  const { status, body } = await create({ display_name: "refused", ...query });
  expect(status).toBe(400);
  expect(body.message).toContain(message);
  expect((await sql.contents()).map(({ path }) => path)).not.toContain(`${FOLDER}/refused.dbquery.ipynb`);
});

test("the parent path must be a directory that is there", async () => {
  const { status, body } = await create({ display_name: "nowhere", parent_path: "/Workspace/Nowhere" });
  expect({ status, message: body.message }).toEqual({
    status: 404,
    message: "Path (/Workspace/Nowhere) doesn't exist.",
  });
});

test("without a parent path a query goes to its author's home", async () => {
  const { body } = await sql.call("POST", QUERIES, { query: { display_name: "own" } }, SCIENTIST);
  expect(body).toMatchObject({ parent_path: `/Workspace/Users/${SCIENTIST}`, owner_user_name: SCIENTIST });
});

test("a reader sees a query, and can not change, delete or hand it on", async () => {
  const { id } = await created({ display_name: "read only", warehouse_id: sql.warehouseId });
  const seen = await sql.ok("GET", QUERIES, undefined, SCIENTIST);
  expect(seen.results).toContainEqual(expect.objectContaining({ id }));
  expect((await sql.call("GET", `${QUERIES}/${id}`, undefined, SCIENTIST)).status).toBe(200);
  expect((await update(id, { query_text: "DROP" }, undefined, SCIENTIST)).status).toBe(403);
  expect((await update(id, { owner_user_name: SCIENTIST }, undefined, SCIENTIST)).status).toBe(403);
  expect((await sql.call("DELETE", `${QUERIES}/${id}`, undefined, SCIENTIST)).status).toBe(403);
  expect((await create({ display_name: "intruder" }, SCIENTIST)).status).toBe(403);
});

test("who was given nothing sees nothing", async () => {
  const { id } = await created({ display_name: "hidden" });
  expect((await sql.call("GET", `${QUERIES}/${id}`, undefined, ENGINEER)).status).toBe(403);
  const { results } = await sql.ok("GET", QUERIES, undefined, ENGINEER);
  expect(results).toEqual([]);
});

test("a new owner manages the query", async () => {
  const { id } = await created({ display_name: "handed on" });
  expect((await update(id, { owner_user_name: ENGINEER })).body.owner_user_name).toBe(ENGINEER);
  expect((await update(id, { query_text: "SELECT 3" }, undefined, ENGINEER)).body.last_modifier_user_name).toBe(
    ENGINEER,
  );
  expect((await update(id, { owner_user_name: "nobody@lakestage.example" })).status).toBe(404);
});

test("whoever owns a query can not have somebody else own what they write", async () => {
  const { id } = (await sql.call("POST", QUERIES, { query: { display_name: "trojan" } }, SCIENTIST)).body;
  const admin = "platform.admin@lakestage.example";
  expect(await update(String(id), { owner_user_name: admin }, undefined, SCIENTIST)).toMatchObject({
    status: 403,
    body: { error_code: "PERMISSION_DENIED" },
  });
  expect((await update(String(id), { query_text: "SELECT 4" }, undefined, SCIENTIST)).body).toMatchObject({
    owner_user_name: SCIENTIST,
  });
});

test("a deleted query is in the trash: listed nowhere, unchangeable, and its name is free", async () => {
  const { id } = await created({ display_name: "trashed" });
  expect((await sql.call("DELETE", `${QUERIES}/${id}`)).status).toBe(200);
  expect((await sql.call("GET", `${QUERIES}/${id}`)).body.lifecycle_state).toBe("TRASHED");
  expect((await sql.call("GET", `${QUERIES}/${id}`, undefined, SCIENTIST)).status).toBe(403);
  expect((await sql.call("DELETE", `${QUERIES}/${id}`, undefined, SCIENTIST)).status).toBe(403);
  expect((await sql.call("DELETE", `${QUERIES}/${id}`)).status).toBe(200);
  expect((await sql.ok("GET", QUERIES)).results).not.toContainEqual(expect.objectContaining({ id }));
  expect((await update(id, { query_text: "SELECT 1" })).status).toBe(400);
  expect((await sql.call("GET", `/api/2.0/permissions/sql/queries/${id}`)).status).toBe(404);
  await created({ display_name: "trashed" });
});

test("deleting a directory trashes the queries in it", async () => {
  await sql.ok("POST", "/api/2.0/workspace/mkdirs", { path: "/Projects/short" });
  const { id } = await created({ display_name: "inside", parent_path: "/Projects/short" });
  await sql.ok("POST", "/api/2.0/workspace/delete", { path: "/Projects/short", recursive: true });
  expect((await sql.call("GET", `${QUERIES}/${id}`)).body.lifecycle_state).toBe("TRASHED");
});

test("a list comes in pages, the oldest first", async () => {
  const ids = (await sql.ok("GET", QUERIES)).results as JsonObject[];
  const first = await sql.ok("GET", `${QUERIES}?page_size=2`);
  const second = await sql.ok("GET", `${QUERIES}?page_size=2&page_token=${first.next_page_token}`);
  const paged = [...(first.results as JsonObject[]), ...(second.results as JsonObject[])];
  expect(paged).toEqual(ids.slice(0, 4));
});

test("a rename keeps who may see the query", async () => {
  const { id } = await created({ display_name: "kept" });
  await sql.share("sql/queries", String(id), ENGINEER, "CAN_RUN");
  await update(id, { display_name: "kept elsewhere" });
  expect((await sql.call("GET", `${QUERIES}/${id}`, undefined, ENGINEER)).status).toBe(200);
});

test("a workspace that goes takes its queries along", async () => {
  const own = await TestSql.start();
  await own.ok("POST", QUERIES, { query: { display_name: "gone", parent_path: FOLDER } });
  own.sandbox.forgetWorkspace(own.workspace.id);
  expect(own.sandbox.store.inventory()["sql.query"]).toBeUndefined();
  await own.stop();
});

import type { JsonObject } from "../../control-plane";
import { ENGINEER, FOLDER, SCIENTIST, TestSql } from "../../testing/sql";

const ALERTS = "/api/2.0/sql/alerts";
const CONDITION = {
  op: "GREATER_THAN",
  operand: { column: { name: "rows" } },
  threshold: { value: { double_value: 5 } },
};

let sql: TestSql;
let queryId: string;

beforeAll(async () => {
  sql = await TestSql.start();
  const query = await sql.ok("POST", "/api/2.0/sql/queries", { query: { display_name: "rows", parent_path: FOLDER } });
  queryId = String(query.id);
});
afterAll(() => sql.stop());

const create = (displayName: string, changes: JsonObject = {}) =>
  sql.call("POST", ALERTS, {
    alert: { display_name: displayName, query_id: queryId, condition: CONDITION, parent_path: FOLDER, ...changes },
    auto_resolve_display_name: false,
  });

const update = (id: unknown, changes: JsonObject, as?: string) =>
  sql.call("PATCH", `${ALERTS}/${id}`, { alert: changes, update_mask: Object.keys(changes).join(",") }, as);

test("every member comes back", async () => {
  const settings = {
    custom_subject: "Rows",
    custom_body: "Too many",
    notify_on_ok: false,
    seconds_to_retrigger: 60,
    condition: { ...CONDITION, empty_result_state: "OK" },
  };
  const { body } = await create("everything", settings);
  expect(body).toMatchObject({
    ...settings,
    state: "UNKNOWN",
    lifecycle_state: "ACTIVE",
    parent_path: `/Workspace${FOLDER}`,
  });
  expect((await sql.call("GET", `${ALERTS}/${body.id}`)).body).toEqual(body);
});

test.each([
  ["a query that is not there", { query_id: "none" }, 404],
  ["no threshold", { condition: { ...CONDITION, threshold: {} } }, 400],
  ["no column", { condition: { ...CONDITION, operand: {} } }, 400],
  ["a negative wait", { seconds_to_retrigger: -1 }, 400],
])("%s is refused", async (_what, changes, status) => {
  expect((await create("refused", changes)).status).toBe(status);
});

test("an update changes what its mask names; a reader can not make one", async () => {
  const { id } = (await create("changed", { custom_body: "old" })).body;
  expect((await update(id, { display_name: "changed too" })).body).toMatchObject({
    display_name: "changed too",
    custom_body: "old",
  });
  expect((await update(id, { owner_user_name: ENGINEER })).body.owner_user_name).toBe(ENGINEER);
  expect((await update(id, { custom_body: "new" }, SCIENTIST)).status).toBe(403);
  expect((await update(id, { owner_user_name: SCIENTIST }, ENGINEER)).status).toBe(403);
  expect((await sql.ok("GET", ALERTS, undefined, SCIENTIST)).results).toContainEqual(expect.objectContaining({ id }));
});

test("a deleted alert is in the trash", async () => {
  const { id } = (await create("trashed")).body;
  await sql.ok("DELETE", `${ALERTS}/${id}`);
  expect((await sql.call("GET", `${ALERTS}/${id}`)).body.lifecycle_state).toBe("TRASHED");
  expect((await sql.ok("GET", ALERTS)).results).not.toContainEqual(expect.objectContaining({ id }));
});

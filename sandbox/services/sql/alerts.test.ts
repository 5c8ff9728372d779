import type { JsonObject } from "../../control-plane";
import { ENGINEER, FOLDER, SCIENTIST, TestSql } from "../../testing/sql";

const ALERTS = "/api/2.0/alerts";

let sql: TestSql;

beforeAll(async () => {
  sql = await TestSql.start();
});
afterAll(() => sql.stop());

const EVALUATION = {
  source: { name: "f1" },
  comparison_operator: "LESS_THAN",
  threshold: { value: { double_value: 0.8 } },
};
const SCHEDULE = { quartz_cron_schedule: "0 0 6 * * ?", timezone_id: "Europe/Amsterdam" };

const alert = (displayName: string, changes: JsonObject = {}): JsonObject => ({
  display_name: displayName,
  query_text: "SELECT f1 FROM metrics",
  warehouse_id: sql.warehouseId,
  evaluation: EVALUATION,
  schedule: SCHEDULE,
  parent_path: FOLDER,
  ...changes,
});

const create = (displayName: string, changes: JsonObject = {}, as?: string) =>
  sql.call("POST", ALERTS, alert(displayName, changes), as);

async function created(displayName: string, changes: JsonObject = {}): Promise<JsonObject> {
  const { status, body } = await create(displayName, changes);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

const update = (id: unknown, changed: JsonObject, mask: string, as?: string) =>
  sql.call("PATCH", `${ALERTS}/${id}?update_mask=${mask}`, changed, as);

test("every member comes back, and the alert was never evaluated", async () => {
  const settings = {
    custom_summary: "F1 fell",
    custom_description: "Retrain",
    evaluation: {
      source: { name: "f1", aggregation: "MIN", display: "F1" },
      comparison_operator: "LESS_THAN_OR_EQUAL",
      threshold: { column: { name: "floor", aggregation: "MAX" } },
      empty_result_state: "OK",
      notification: {
        notify_on_ok: false,
        retrigger_seconds: 3600,
        subscriptions: [{ destination_id: sql.destinationId }, { user_email: "on.call@lakestage.example" }],
      },
    },
    parameters: [{ name: "day", type: "DATE", value: "2025-01-31" }],
    schedule: { ...SCHEDULE, pause_status: "PAUSED" },
  };
  const body = await created("everything", settings);
  expect(body.evaluation).toEqual({ ...settings.evaluation, state: "UNKNOWN" });
  expect(body).toMatchObject({
    ...settings,
    parent_path: `/Workspace${FOLDER}`,
    effective_run_as: { service_principal_name: body.owner_user_name },
    lifecycle_state: "ACTIVE",
  });
  expect((await sql.call("GET", `${ALERTS}/${body.id}`)).body).toEqual(body);
  expect(await sql.contents()).toContainEqual(
    expect.objectContaining({ path: `${FOLDER}/everything.dbalert.json`, object_type: "ALERT", resource_id: body.id }),
  );
});

test.each([
  [
    "a destination that is not there",
    { subscriptions: [{ destination_id: "none" }] },
    "destination none does not exist",
  ],
  ["a subscriber that is nobody", { subscriptions: [{}] }, "exactly one of destination_id and user_email"],
  ["an address that is none", { subscriptions: [{ user_email: "on call" }] }, "is not an e-mail address"],
  ["a negative wait", { retrigger_seconds: -1 }, "must not be negative"],
])("%s is refused", async (_what, notification, message) => {
  const { status, body } = await create("refused", { evaluation: { ...EVALUATION, notification } });
  expect(status).toBe(400);
  expect(body.message).toContain(message);
});

test.each([
  ["no threshold", { ...EVALUATION, threshold: undefined }, "takes exactly one of column and value with LESS_THAN"],
  [
    "a threshold of two types",
    { ...EVALUATION, threshold: { value: { double_value: 1, string_value: "1" } } },
    "exactly one of bool_value",
  ],
  [
    "a threshold for what needs none",
    { ...EVALUATION, comparison_operator: "IS_NULL" },
    "must not be set with IS_NULL",
  ],
  [
    "a comparison that there is not",
    { ...EVALUATION, comparison_operator: "ABOUT" },
    "comparison_operator must be one of",
  ],
  [
    "an aggregation that there is not",
    { ...EVALUATION, source: { name: "f1", aggregation: "MODE" } },
    "aggregation must be one of",
  ],
  ["a column without a name", { ...EVALUATION, source: { name: "" } }, "evaluation.source has no name"],
])("%s is refused", async (_what, evaluation, message) => {
  const { status, body } = await create("refused", { evaluation });
  expect(status).toBe(400);
  expect(body.message).toContain(message);
});

test.each([
  [
    "a schedule that is no Quartz expression",
    { schedule: { ...SCHEDULE, quartz_cron_schedule: "0 6 * * *" } },
    "quartz",
  ],
  ["a time zone that there is not", { schedule: { ...SCHEDULE, timezone_id: "Mars/Olympus" } }, "Mars/Olympus"],
  ["a warehouse that is not there", { warehouse_id: "feed" }, "SQL warehouse feed does not exist"],
  ["an empty query", { query_text: " " }, "query_text must not be empty"],
  ["a parameter that is a list", { parameters: [{ name: "p", type: "ARRAY<INT>" }] }, "of type ARRAY<INT>"],
  ["two parameters of one name", { parameters: [{ name: "p" }, { name: "p" }] }, "more than once"],
])("%s is refused", async (_what, changes, message) => {
  const { status, body } = await create("refused", changes);
  expect(status).toBe(400);
  expect(body.message).toContain(message);
});

test("what needs no threshold is accepted without one", async () => {
  const evaluation = { source: { name: "f1" }, comparison_operator: "IS_NULL" };
  expect((await create("null", { evaluation })).status).toBe(200);
});

test("an update changes what its mask names, and never the folder", async () => {
  const { id } = await created("masked", { custom_summary: "old" });
  const renamed = alert("renamed", { query_text: "SELECT 2" });
  const { body } = await update(id, renamed, "display_name,custom_summary,parent_path");
  expect(body).toMatchObject({ display_name: "renamed", query_text: "SELECT f1 FROM metrics" });
  expect(body.custom_summary).toBeUndefined();
  const moved = await update(id, alert("renamed", { parent_path: "/Shared" }), "parent_path");
  expect(moved).toMatchObject({ status: 400, body: { message: expect.stringContaining("can not be changed") } });
});

test("an alert runs as its owner, and as nobody else without the right to", async () => {
  const { owner_user_name: owner } = await created("own", {});
  expect((await created("named", { run_as_user_name: owner })).effective_run_as).toEqual({
    service_principal_name: owner,
  });
  expect((await create("as a user", { run_as: { user_name: ENGINEER } })).status).toBe(403);
  expect((await create("as nobody", { run_as: { user_name: "nobody@lakestage.example" } })).status).toBe(404);
  expect((await create("as two", { run_as: { user_name: ENGINEER, service_principal_name: owner } })).status).toBe(400);
});

test("who may edit an alert of somebody else's run identity keeps that identity", async () => {
  const { id, owner_user_name: owner } = await created("kept identity", {});
  await update(id, alert("kept identity", { run_as: { service_principal_name: owner } }), "run_as");
  await sql.share("alertsv2", String(id), ENGINEER, "CAN_EDIT");
  const runAs = { service_principal_name: owner };
  const edited = await update(
    id,
    alert("kept identity", { custom_summary: "x", run_as: runAs }),
    "custom_summary,run_as",
    ENGINEER,
  );
  expect(edited).toMatchObject({ status: 200, body: { custom_summary: "x", effective_run_as: runAs } });
});

test("a reader sees an alert, and can not change, delete or create one", async () => {
  const { id } = await created("read only");
  expect((await sql.call("GET", `${ALERTS}/${id}`, undefined, SCIENTIST)).status).toBe(200);
  expect((await sql.ok("GET", ALERTS, undefined, SCIENTIST)).alerts).toContainEqual(expect.objectContaining({ id }));
  expect((await update(id, alert("mine"), "display_name", SCIENTIST)).status).toBe(403);
  expect((await sql.call("DELETE", `${ALERTS}/${id}`, undefined, SCIENTIST)).status).toBe(403);
  // Not in the shared folder; and at home not on a warehouse that they may not use.
  expect((await create("intruder", {}, SCIENTIST)).status).toBe(403);
  const home = await create("at home", { parent_path: `/Users/${SCIENTIST}` }, SCIENTIST);
  expect(home).toMatchObject({ status: 403, body: { message: expect.stringContaining("CAN_USE") } });
});

test("a deleted alert stays in the trash unless it is purged", async () => {
  const { id } = await created("trashed");
  await sql.ok("DELETE", `${ALERTS}/${id}`);
  expect((await sql.call("GET", `${ALERTS}/${id}`)).body.lifecycle_state).toBe("DELETED");
  expect((await sql.ok("GET", ALERTS)).alerts).not.toContainEqual(expect.objectContaining({ id }));

  const { id: purged } = await created("trashed");
  for (const each of [id, purged]) {
    await sql.ok("DELETE", `${ALERTS}/${each}?purge=true`);
    expect((await sql.call("GET", `${ALERTS}/${each}`)).status).toBe(404);
  }
});

test("a taken name is refused", async () => {
  await created("taken");
  expect(await create("taken")).toMatchObject({ status: 400, body: { error_code: "RESOURCE_ALREADY_EXISTS" } });
});

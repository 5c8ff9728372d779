import type { JsonObject } from "../../control-plane";
import { FOLDER, SCIENTIST, TestSql } from "../../testing/sql";

const CRON = { quartz_cron_expression: "0 0 8 * * ?", timezone_id: "UTC" };

let sql: TestSql;
let schedules: string;

beforeAll(async () => {
  sql = await TestSql.start();
});
afterAll(() => sql.stop());
beforeEach(async () => {
  schedules = await newDashboard(sql);
});

/** The path of a new dashboard's schedules. */
async function newDashboard(within: TestSql): Promise<string> {
  const { dashboard_id: id } = await within.ok("POST", "/api/2.0/lakeview/dashboards", {
    display_name: `scheduled ${within.sandbox.store.nextId()}`,
    parent_path: FOLDER,
  });
  return `/api/2.0/lakeview/dashboards/${id}/schedules`;
}

const create = (changes: JsonObject = {}, as?: string) =>
  sql.call("POST", schedules, { cron_schedule: CRON, ...changes }, as);

const subscribe = (schedule: JsonObject, subscriber: JsonObject, as?: string) =>
  sql.call("POST", `${schedules}/${schedule.schedule_id}/subscriptions`, { subscriber }, as);

test("a schedule comes back, and is changed by who has read it", async () => {
  const settings = { display_name: "daily", pause_status: "PAUSED", warehouse_id: sql.warehouseId };
  const { body } = await create(settings);
  expect(body).toMatchObject({ ...settings, cron_schedule: CRON });
  const path = `${schedules}/${body.schedule_id}`;
  expect((await sql.call("GET", path)).body).toEqual(body);
  expect((await sql.ok("GET", schedules)).schedules).toEqual([body]);

  expect((await sql.call("PUT", path, { cron_schedule: CRON })).status).toBe(400);
  const changed = await sql.ok("PUT", path, { cron_schedule: CRON, etag: body.etag });
  expect(changed).toMatchObject({ pause_status: "UNPAUSED", create_time: body.create_time });
  expect((await sql.call("PUT", path, { cron_schedule: CRON, etag: body.etag })).status).toBe(409);
  expect((await sql.call("DELETE", `${path}?etag=${body.etag}`)).status).toBe(409);
  await sql.ok("DELETE", path);
  expect((await sql.call("GET", path)).status).toBe(404);
});

test.each([
  ["an expression that is not Quartz's", { cron_schedule: { ...CRON, quartz_cron_expression: "0 8 * * *" } }],
  ["a time zone that there is not", { cron_schedule: { ...CRON, timezone_id: "Mars/Olympus" } }],
  ["a warehouse that is not there", { warehouse_id: "feed" }],
  ["an etag on a new schedule", { etag: "1" }],
])("%s is refused", async (_what, changes) => {
  expect((await create(changes)).status).toBe(400);
});

test("a dashboard has at most ten schedules", async () => {
  for (let count = 0; count < 10; count++) expect((await create()).status).toBe(200);
  expect(await create()).toMatchObject({ status: 400, body: { message: "A dashboard has at most 10 schedules." } });
});

test("destinations and users subscribe; a reader only subscribes themself", async () => {
  const { body: schedule } = await create();
  const destination = { destination_subscriber: { destination_id: sql.destinationId } };
  const scientist = { user_subscriber: { user_id: Number(sql.sandbox.idOf(SCIENTIST)) } };
  const { body } = await subscribe(schedule, destination);
  expect(body).toMatchObject({ subscriber: destination, schedule_id: schedule.schedule_id });
  expect((await subscribe(schedule, scientist, SCIENTIST)).status).toBe(200);

  const path = `${schedules}/${schedule.schedule_id}/subscriptions`;
  expect((await sql.call("GET", `${path}/${body.subscription_id}`)).body).toEqual(body);
  expect((await sql.ok("GET", path)).subscriptions).toHaveLength(2);
  expect((await create({}, SCIENTIST)).status).toBe(403);
  expect((await subscribe(schedule, destination, SCIENTIST)).status).toBe(403);
  expect((await sql.call("DELETE", `${path}/${body.subscription_id}`, undefined, SCIENTIST)).status).toBe(403);
  await sql.ok("DELETE", `${path}/${body.subscription_id}`);
  expect((await sql.call("GET", `${path}/${body.subscription_id}`)).status).toBe(404);
});

test.each([
  ["nobody", {}],
  ["a destination that is not there", { destination_subscriber: { destination_id: "none" } }],
  ["a user that is not there", { user_subscriber: { user_id: 1 } }],
])("%s can not subscribe", async (_what, subscriber) => {
  const { body: schedule } = await create();
  expect((await subscribe(schedule, subscriber)).status).toBe(400);
});

test("trashing a dashboard, or its workspace going, takes its schedules along", async () => {
  const own = await TestSql.start();
  const path = await newDashboard(own);
  const { schedule_id: id } = await own.ok("POST", path, { cron_schedule: CRON });
  const destination = { destination_subscriber: { destination_id: own.destinationId } };
  await own.ok("POST", `${path}/${id}/subscriptions`, { subscriber: destination });
  await own.ok("DELETE", path.replace("/schedules", ""));
  expect(own.sandbox.store.inventory()).not.toHaveProperty(["dashboards.schedule"]);
  expect(own.sandbox.store.inventory()).not.toHaveProperty(["dashboards.subscription"]);

  await own.ok("POST", await newDashboard(own), { cron_schedule: CRON });
  own.sandbox.forgetWorkspace(own.workspace.id);
  const left = Object.keys(own.sandbox.store.inventory()).filter((name) => name.startsWith("dashboards."));
  expect(left).toEqual([]);
  await own.stop();
});

import type { JsonObject } from "../../../control-plane";
import { TestSandbox } from "../../../testing/sandbox";
import { TestUnityCatalog } from "../../../testing/unity-catalog";

let sandbox: TestSandbox;
let catalogs: TestUnityCatalog;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  catalogs = await TestUnityCatalog.in(sandbox);
  await catalogs.catalog("dev");
  await catalogs.ok("POST", "/schemas", { catalog_name: "dev", name: "flights" });
  await catalogs.ok("POST", "/volumes", {
    catalog_name: "dev",
    schema_name: "flights",
    name: "landing",
    volume_type: "MANAGED",
  });
  await catalogs.ok("POST", "/tables", {
    catalog_name: "dev",
    schema_name: "flights",
    name: "raw",
    table_type: "MANAGED",
    data_source_format: "DELTA",
    storage_location: "",
    columns: [],
  });
});
afterAll(() => sandbox.stop());

const create = (settings: JsonObject) =>
  sandbox.call(catalogs.workspace.address, "POST", "/api/2.2/jobs/create", { body: settings });
const daily = { quartz_cron_expression: "0 0 6 * * ?", timezone_id: "UTC" };
const every = { interval: 1, unit: "HOURS" };
const files = (url: string): JsonObject => ({ trigger: { file_arrival: { url } } });
const schedule = (changes: JsonObject): JsonObject => ({ schedule: { ...daily, ...changes } });

test.each<[string, JsonObject]>([
  ["a schedule", schedule({})],
  ["a schedule in a zone with daylight saving", schedule({ timezone_id: "America/New_York" })],
  ["a schedule by the distance from Greenwich", schedule({ timezone_id: "GMT+02:00" })],
  ["files in a volume", files("/Volumes/dev/flights/landing/new/")],
  ["files in an external location", files("abfss://dev@lakestage.dfs.core.windows.net/incoming/")],
  ["changes of tables", { trigger: { table_update: { table_names: ["dev.flights.raw"] } } }],
  ["a period", { trigger: { periodic: every } }],
  ["without end", { continuous: { pause_status: "PAUSED" } }],
  ["several", { triggers: [{ periodic: every }, { schedule: daily }] }],
])("runs may be started by %s", async (_case, settings) => {
  const { status, body } = await create(settings);
  expect({ status, message: body.message }).toEqual({ status: 200 });
});

test.each<[string, JsonObject, string]>([
  ["a schedule of Unix' cron", schedule({ quartz_cron_expression: "0 6 * * *" }), "it has 5 fields"],
  ["an unknown zone", schedule({ timezone_id: "Mars/Olympus" }), "'Mars/Olympus' in schedule is not a time zone"],
  ["a bare offset", schedule({ timezone_id: "+02:00" }), "not a time zone's id"],
  ["a schedule and a trigger", { ...schedule({}), trigger: { periodic: every } }, "got schedule and trigger"],
  ["a schedule and several triggers", { ...schedule({}), triggers: [{ periodic: every }] }, "together with schedule"],
  ["a trigger of nothing", { trigger: { pause_status: "PAUSED" } }, "got none"],
  [
    "two conditions",
    { trigger: { periodic: every, table_update: { table_names: ["a.b.c"] } } },
    "takes exactly one of",
  ],
  ["no interval", { trigger: { periodic: { ...every, interval: 0 } } }, "must be at least 1, got 0"],
  ["no tables", { trigger: { table_update: { table_names: [] } } }, "at least one table"],
  ["a table of two names", { trigger: { table_update: { table_names: ["b.c"] } } }, "catalog.schema.table"],
  [
    "a table that is not there",
    { trigger: { table_update: { table_names: ["dev.flights.raw", "dev.flights.none"] } } },
    "The table 'dev.flights.none' does not exist",
  ],
  [
    "a table among several that is not there",
    { triggers: [{ table_update: { table_names: ["dev.flights.none"] } }] },
    "The table 'dev.flights.none' does not exist",
  ],
  [
    "a pause that is too short",
    { trigger: { table_update: { table_names: ["a.b.c"], wait_after_last_change_seconds: 59 } } },
    "at least 60, got 59",
  ],
  ["files in an unknown volume", files("/Volumes/dev/flights/none"), "'dev.flights.none', which does not exist"],
  ["files outside every location", files("abfss://x@y00.dfs.core.windows.net/"), "No parent external location"],
  [
    "a wrong schedule among several",
    { triggers: [{ schedule: { ...daily, timezone_id: "x" } }] },
    "triggers[0].schedule",
  ],
  ["two runs of a continuous job", { continuous: {}, max_concurrent_runs: 2 }, "max_concurrent_runs must be 1"],
])("%s is refused", async (_case, settings, message) => {
  const { status, body } = await create(settings);
  expect(status).toBe(400);
  expect(body.message).toContain(message);
});

test("whether one table or all of them start a job is taken, and not shown", async () => {
  const table_update = { table_names: ["dev.flights.raw"] };
  const { body } = await create({ trigger: { table_update: { ...table_update, condition: "ALL_UPDATED" } } });
  const path = `/api/2.2/jobs/get?job_id=${body.job_id}`;
  const { body: job } = await sandbox.call(catalogs.workspace.address, "GET", path);
  expect(job.settings).toMatchObject({ trigger: { table_update, pause_status: "UNPAUSED" } });
  expect(JSON.stringify(job)).not.toContain("ALL_UPDATED");
});

import { addTable, INFERENCE_MONITOR, TABLE, withPredictions } from "../../testing/monitored-table";
import { TestSandbox } from "../../testing/sandbox";
import { TestUnityCatalog } from "../../testing/unity-catalog";
import { isPending } from "./monitor";

const SCIENTIST = "data.scientist@lakestage.example";
const ENGINEER = "ml.engineer@lakestage.example";
const MONITOR = `/tables/${TABLE}/monitor`;

const METRIC = {
  name: "mean_delay",
  type: "CUSTOM_METRIC_TYPE_AGGREGATE",
  input_columns: ["delay"],
  definition: "avg(`{{input_column}}`)",
  output_data_type: '{"type":"double"}',
};

const { inference_log: LOG, ...WITHOUT_PROFILE } = INFERENCE_MONITOR;

describe("quality monitors", () => {
  let sandbox: TestSandbox;
  let dev: TestUnityCatalog;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    dev = await withPredictions(sandbox);
  });
  afterEach(() => sandbox.stop());

  test("a monitor comes back as it was sent, with the tables that it writes", async () => {
    await addTable(dev, "training");
    const sent = {
      ...INFERENCE_MONITOR,
      baseline_table_name: "sales.raw.training",
      slicing_exprs: ["delay > 10"],
      custom_metrics: [METRIC],
      schedule: { quartz_cron_expression: "0 0 8 * * ?", timezone_id: "Europe/Amsterdam" },
      notifications: { on_failure: { email_addresses: ["team@lakestage.example"] } },
      data_classification_config: { enabled: true },
    };
    await dev.ok("POST", MONITOR, sent);
    const { skip_builtin_dashboard: _, ...kept } = sent;
    expect((await dev.ok("GET", MONITOR)).body).toEqual({
      ...kept,
      schedule: { ...sent.schedule, pause_status: "UNPAUSED" },
      table_name: TABLE,
      monitor_version: 1,
      status: "MONITOR_STATUS_PENDING",
      profile_metrics_table_name: "sales.monitoring.predictions_profile_metrics",
      drift_metrics_table_name: "sales.monitoring.predictions_drift_metrics",
    });
  });

  test("the metric tables have the profile's columns and the custom metrics", async () => {
    const drift = { ...METRIC, name: "delay_shift", type: "CUSTOM_METRIC_TYPE_DRIFT" };
    await dev.ok("POST", MONITOR, { ...INFERENCE_MONITOR, custom_metrics: [METRIC, drift] });
    const columns = async (table: string): Promise<string[]> => {
      const { body } = await dev.ok("GET", `/tables/sales.monitoring.predictions_${table}_metrics`);
      return (body.columns as { name: string }[]).map(({ name }) => name);
    };
    const profile = await columns("profile");
    expect(profile).toEqual(expect.arrayContaining(["window", "model", "f1_score", "percent_null", "mean_delay"]));
    expect(profile).not.toContain("r2_score");
    expect(profile).not.toContain("delay_shift");
    expect(await columns("drift")).toEqual(expect.arrayContaining(["drift_type", "ks_test", "delay_shift"]));
  });

  test("a monitor is pending for a second after each change", () => {
    const monitor = { changedAt: 5000 } as Parameters<typeof isPending>[0];
    expect([5001, 5999, 6000].map((now) => isPending(monitor, now))).toEqual([true, true, false]);
  });

  test.each([
    [WITHOUT_PROFILE, "A monitor has exactly one of inference_log, time_series, snapshot; got none."],
    [{ ...INFERENCE_MONITOR, snapshot: {} }, /exactly one of .* got inference_log, snapshot\.$/],
    [
      { ...INFERENCE_MONITOR, inference_log: { ...LOG, prediction_col: "score" } },
      `Column 'score' in inference_log.prediction_col does not exist in table '${TABLE}', which has: at, model, prediction, late, delay.`,
    ],
    [{ ...INFERENCE_MONITOR, inference_log: { ...LOG, timestamp_col: "t" } }, /'t' in inference_log.timestamp_col/],
    [{ ...INFERENCE_MONITOR, inference_log: { ...LOG, model_id_col: "m" } }, /'m' in inference_log.model_id_col/],
    [{ ...INFERENCE_MONITOR, inference_log: { ...LOG, label_col: "l" } }, /'l' in inference_log.label_col/],
    [{ ...INFERENCE_MONITOR, inference_log: { ...LOG, granularities: [] } }, /needs at least one granularity/],
    [{ ...INFERENCE_MONITOR, inference_log: { ...LOG, granularities: ["2 hours"] } }, /^Granularity '2 hours'/],
    [
      { ...WITHOUT_PROFILE, time_series: { granularities: ["1 day"], timestamp_col: "day" } },
      /time_series.timestamp_col/,
    ],
    [{ ...INFERENCE_MONITOR, output_schema_name: "monitoring" }, /expected <catalog>\.<schema>/],
    [{ ...INFERENCE_MONITOR, assets_dir: "monitoring" }, /not an absolute path/],
    [{ ...INFERENCE_MONITOR, warehouse_id: "none" }, /not the id of a SQL warehouse/],
    [{ ...INFERENCE_MONITOR, slicing_exprs: [" "] }, "slicing_exprs has an empty expression."],
    [{ ...INFERENCE_MONITOR, custom_metrics: [METRIC, METRIC] }, /'mean_delay' is there more than once/],
    [{ ...INFERENCE_MONITOR, custom_metrics: [{ ...METRIC, name: "mean delay" }] }, /letters, digits and underscores/],
    [{ ...INFERENCE_MONITOR, custom_metrics: [{ ...METRIC, definition: "" }] }, /has no definition/],
    [{ ...INFERENCE_MONITOR, custom_metrics: [{ ...METRIC, input_columns: [] }] }, /at least one of input_columns/],
    [{ ...INFERENCE_MONITOR, custom_metrics: [{ ...METRIC, input_columns: ["x"] }] }, /^Column 'x' in input_columns/],
    [
      { ...INFERENCE_MONITOR, schedule: { quartz_cron_expression: "0 8 * * *", timezone_id: "UTC" } },
      /^Invalid quartz cron expression: '0 8 \* \* \*'/,
    ],
    [
      { ...INFERENCE_MONITOR, schedule: { quartz_cron_expression: "0 0 8 * * ?", timezone_id: "Mars" } },
      "Invalid time zone: 'Mars' is not a time zone's id.",
    ],
    [{ ...INFERENCE_MONITOR, notifications: { on_failure: { email_addresses: ["team"] } } }, /not an email address/],
    [{ ...INFERENCE_MONITOR, latest_monitor_failure_msg: "x" }, /set by the service only/],
  ])("%j is refused", async (wrong, message) => {
    const answer = await dev.call("POST", MONITOR, wrong);
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(answer.body.message).toMatch(message);
    expect((await dev.call("GET", MONITOR)).status).toBe(404);
  });

  test.each([
    ["a table", `/tables/sales.raw.none/monitor`, INFERENCE_MONITOR, "TABLE_DOES_NOT_EXIST"],
    ["a baseline table", MONITOR, { ...INFERENCE_MONITOR, baseline_table_name: "a.b.c" }, "CATALOG_DOES_NOT_EXIST"],
    ["an output schema", MONITOR, { ...INFERENCE_MONITOR, output_schema_name: "sales.none" }, "SCHEMA_DOES_NOT_EXIST"],
  ])("%s that does not exist is not found", async (_, path, request, code) => {
    expect(await dev.call("POST", path, request)).toMatchObject({ status: 404, body: { error_code: code } });
  });

  test("a table has one monitor", async () => {
    await dev.ok("POST", MONITOR, INFERENCE_MONITOR);
    const answer = await dev.call("POST", MONITOR, INFERENCE_MONITOR);
    expect(answer).toMatchObject({ status: 409, body: { error_code: "RESOURCE_ALREADY_EXISTS" } });
  });

  test("an update replaces all settings and counts as a version", async () => {
    await dev.ok("POST", MONITOR, { ...INFERENCE_MONITOR, slicing_exprs: ["delay"] });
    await dev.ok("PUT", MONITOR, { output_schema_name: "sales.monitoring", snapshot: {} });
    const { body } = await dev.ok("GET", MONITOR);
    expect(body).toMatchObject({ monitor_version: 2, snapshot: {}, assets_dir: INFERENCE_MONITOR.assets_dir });
    expect(body).not.toHaveProperty("slicing_exprs");
    expect(body).not.toHaveProperty("inference_log");
    expect((await dev.call("PUT", MONITOR, { output_schema_name: "sales.monitoring" })).status).toBe(400);
  });

  test("metrics go to another schema when the output schema changes", async () => {
    await dev.ok("POST", MONITOR, INFERENCE_MONITOR);
    await dev.ok("PUT", MONITOR, { output_schema_name: "sales.raw", inference_log: LOG });
    expect((await dev.ok("GET", MONITOR)).body.drift_metrics_table_name).toBe("sales.raw.predictions_drift_metrics");
    await dev.ok("GET", "/tables/sales.raw.predictions_drift_metrics");
  });

  test("a deleted monitor leaves its metric tables, which the next one uses", async () => {
    await dev.ok("POST", MONITOR, INFERENCE_MONITOR);
    const table = "/tables/sales.monitoring.predictions_profile_metrics";
    const { table_id: id } = (await dev.ok("GET", table)).body;
    await dev.ok("DELETE", MONITOR);
    expect((await dev.call("GET", MONITOR)).body.error_code).toBe("RESOURCE_DOES_NOT_EXIST");
    await dev.ok("POST", MONITOR, INFERENCE_MONITOR);
    expect((await dev.ok("GET", table)).body.table_id).toBe(id);
  });

  test("the monitor goes with its table", async () => {
    await dev.ok("POST", MONITOR, INFERENCE_MONITOR);
    await dev.ok("DELETE", `/tables/${TABLE}`);
    expect(sandbox.store.inventory()["quality-monitors.monitor"]).toBeUndefined();
    await addTable(dev, "predictions");
    await dev.ok("POST", MONITOR, INFERENCE_MONITOR);
  });

  test("the monitor goes with the workspace that it was created in; the table stays", async () => {
    await dev.ok("POST", MONITOR, INFERENCE_MONITOR);
    const other = await TestUnityCatalog.in(sandbox, "staging");
    sandbox.forgetWorkspace(other.workspace.id);
    expect((await other.call("GET", MONITOR)).status).toBe(200);
    sandbox.forgetWorkspace(dev.workspace.id);
    expect((await other.call("GET", MONITOR)).status).toBe(404);
    expect((await other.call("GET", `/tables/${TABLE}`)).status).toBe(200);
  });

  test("a reader of the table sees the monitor, and neither makes, changes, refreshes nor deletes one", async () => {
    await dev.grant("catalog", "sales", "data-scientists", ["USE_CATALOG", "USE_SCHEMA", "SELECT"]);
    const asScientist = (method: string, path: string, body?: Parameters<TestUnityCatalog["call"]>[2]) =>
      dev.call(method, path, body, SCIENTIST);
    expect((await asScientist("POST", MONITOR, INFERENCE_MONITOR)).status).toBe(403);
    await dev.ok("POST", MONITOR, INFERENCE_MONITOR);
    expect((await asScientist("GET", MONITOR)).status).toBe(200);
    expect((await asScientist("GET", `${MONITOR}/refreshes`)).body).toEqual({ refreshes: [] });
    const refused = await Promise.all([
      asScientist("PUT", MONITOR, { output_schema_name: "sales.monitoring", snapshot: {} }),
      asScientist("POST", `${MONITOR}/refreshes`),
      asScientist("DELETE", MONITOR),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  test("who may not create tables in the output schema makes no monitor", async () => {
    await dev.grant("catalog", "sales", "ml-engineers", ["USE_CATALOG", "USE_SCHEMA", "SELECT"]);
    await dev.ok("PATCH", `/tables/${TABLE}`, { owner: ENGINEER });
    expect((await dev.call("POST", MONITOR, INFERENCE_MONITOR, ENGINEER)).body.message).toBe(
      "User does not have CREATE TABLE on Schema 'sales.monitoring'.",
    );
    await dev.grant("schema", "sales.monitoring", "ml-engineers", ["CREATE_TABLE"]);
    expect((await dev.call("POST", MONITOR, INFERENCE_MONITOR, ENGINEER)).status).toBe(200);
  });

  test("only its creator changes it, and only from its own workspace", async () => {
    await dev.ok("POST", MONITOR, INFERENCE_MONITOR);
    const change = { output_schema_name: "sales.monitoring", snapshot: {} };
    const other = await TestUnityCatalog.in(sandbox, "staging");
    expect((await other.call("GET", MONITOR)).status).toBe(200);
    expect((await other.call("PUT", MONITOR, change)).body.message).toMatch(/only from there can it be changed/);
    expect((await other.call("DELETE", MONITOR)).status).toBe(403);
    await dev.ok("PATCH", "/catalogs/sales", { owner: "ml-engineers" });
    await dev.grant("catalog", "sales", "ml-engineers", ["USE_SCHEMA", "SELECT"]);
    expect((await dev.call("PUT", MONITOR, change, ENGINEER)).body.message).toMatch(/who created the monitor/);
  });

  test("a refresh is allowed, and answered as not yet possible", async () => {
    await dev.ok("POST", MONITOR, INFERENCE_MONITOR);
    expect(await dev.call("POST", `${MONITOR}/refreshes`)).toMatchObject({
      status: 501,
      body: { error_code: "NOT_IMPLEMENTED" },
    });
    expect((await dev.call("GET", `${MONITOR}/refreshes/7`)).status).toBe(404);
    expect((await dev.call("POST", `${MONITOR}/refreshes/7/cancel`)).status).toBe(404);
  });
});

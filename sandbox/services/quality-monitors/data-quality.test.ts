import type { JsonObject } from "../../control-plane";
import { INFERENCE_MONITOR, TABLE, withPredictions } from "../../testing/monitored-table";
import { type TestResponse, TestSandbox } from "../../testing/sandbox";
import type { TestUnityCatalog } from "../../testing/unity-catalog";

const SCIENTIST = "data.scientist@lakestage.example";
const MONITORS = "/api/data-quality/v1/monitors";

describe("data quality monitors", () => {
  let sandbox: TestSandbox;
  let dev: TestUnityCatalog;
  let tableId: string;
  let given: JsonObject;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    dev = await withPredictions(sandbox);
    tableId = String((await dev.ok("GET", `/tables/${TABLE}`)).body.table_id);
    given = {
      output_schema_id: (await dev.ok("GET", "/schemas/sales.monitoring")).body.schema_id,
      assets_dir: "/Shared/monitoring",
      skip_builtin_dashboard: true,
      inference_log: {
        granularities: ["AGGREGATION_GRANULARITY_1_HOUR", "AGGREGATION_GRANULARITY_2_WEEKS"],
        timestamp_column: "at",
        model_id_column: "model",
        prediction_column: "prediction",
        label_column: "late",
        problem_type: "INFERENCE_PROBLEM_TYPE_REGRESSION",
      },
      slicing_exprs: ["delay > 10"],
      custom_metrics: [
        {
          name: "mean_delay",
          type: "DATA_PROFILING_CUSTOM_METRIC_TYPE_AGGREGATE",
          input_columns: ["delay"],
          definition: "avg(delay)",
          output_data_type: '{"type":"double"}',
        },
      ],
      notification_settings: { on_failure: { email_addresses: ["team@lakestage.example"] } },
    };
  });
  afterEach(() => sandbox.stop());

  const call = (method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> =>
    sandbox.call(dev.workspace.address, method, `${MONITORS}${path}`, {
      ...(body ? { body } : {}),
      ...(as ? { as } : {}),
    });
  const monitorOf = (profiling: JsonObject): JsonObject => ({
    object_type: "table",
    object_id: tableId,
    data_profiling_config: profiling,
  });

  test("a monitor comes back as it was sent, and is the table's monitor in the older API", async () => {
    expect((await call("POST", "", monitorOf(given))).status).toBe(200);
    const { body } = await call("GET", `/table/${tableId}`);
    expect(body).toEqual(
      monitorOf({
        ...given,
        monitored_table_name: TABLE,
        monitor_version: 1,
        status: "DATA_PROFILING_STATUS_PENDING",
        profile_metrics_table_name: "sales.monitoring.predictions_profile_metrics",
        drift_metrics_table_name: "sales.monitoring.predictions_drift_metrics",
      }),
    );
    expect((await dev.ok("GET", `/tables/${TABLE}/monitor`)).body).toMatchObject({
      inference_log: {
        granularities: ["1 hour", "2 weeks"],
        problem_type: "PROBLEM_TYPE_REGRESSION",
        timestamp_col: "at",
      },
      custom_metrics: [{ name: "mean_delay", type: "CUSTOM_METRIC_TYPE_AGGREGATE" }],
    });
  });

  test("a monitor of the older API is read here", async () => {
    await dev.ok("POST", `/tables/${TABLE}/monitor`, {
      ...INFERENCE_MONITOR,
      inference_log: { ...INFERENCE_MONITOR.inference_log, granularities: ["1 day", "2 week(s)"] },
    });
    expect((await call("GET", `/table/${tableId}`)).body).toMatchObject({
      data_profiling_config: {
        inference_log: {
          granularities: ["AGGREGATION_GRANULARITY_1_DAY", "AGGREGATION_GRANULARITY_2_WEEKS"],
          problem_type: "INFERENCE_PROBLEM_TYPE_CLASSIFICATION",
        },
      },
    });
  });

  test("an update changes what its mask names, and no more", async () => {
    await call("POST", "", monitorOf(given));
    const change = { ...given, slicing_exprs: ["late"], custom_metrics: [] };
    const path = `/table/${tableId}?update_mask=`;
    await call("PATCH", `${path}data_profiling_config.slicing_exprs`, monitorOf(change));
    expect((await call("GET", `/table/${tableId}`)).body).toMatchObject({
      data_profiling_config: { slicing_exprs: ["late"], custom_metrics: given.custom_metrics, monitor_version: 2 },
    });
    const { slicing_exprs: _, ...rest } = given;
    await call("PATCH", `${path}anomaly_detection_config,data_profiling_config`, monitorOf(rest));
    const { body } = await call("GET", `/table/${tableId}`);
    expect(body.data_profiling_config).not.toHaveProperty("slicing_exprs");
    expect((await call("PATCH", `${path}data_profiling_config.status`, monitorOf(given))).status).toBe(400);
  });

  test("a reader sees the monitor and changes nothing", async () => {
    await call("POST", "", monitorOf(given));
    await dev.grant("catalog", "sales", "data-scientists", ["USE_CATALOG", "USE_SCHEMA", "SELECT"]);
    expect((await call("GET", `/table/${tableId}`, undefined, SCIENTIST)).status).toBe(200);
    const refused = await Promise.all([
      call("PATCH", `/table/${tableId}?update_mask=*`, monitorOf(given), SCIENTIST),
      call("POST", `/table/${tableId}/refreshes`, { object_type: "table", object_id: tableId }, SCIENTIST),
      call("DELETE", `/table/${tableId}`, undefined, SCIENTIST),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  test("a deleted monitor is gone from both APIs", async () => {
    await call("POST", "", monitorOf(given));
    expect((await call("DELETE", `/table/${tableId}`)).status).toBe(200);
    expect((await call("GET", `/table/${tableId}`)).status).toBe(404);
    expect((await dev.call("GET", `/tables/${TABLE}/monitor`)).status).toBe(404);
  });

  test("a refresh is allowed and answered as not yet possible, and none is listed", async () => {
    await call("POST", "", monitorOf(given));
    const refresh = { object_type: "table", object_id: tableId };
    expect((await call("POST", `/table/${tableId}/refreshes`, refresh)).status).toBe(501);
    expect((await call("GET", `/table/${tableId}/refreshes`)).body).toEqual({ refreshes: [] });
    expect((await call("GET", `/table/${tableId}/refreshes/5`)).status).toBe(404);
  });

  test("an unknown table, schema or kind of object is named", async () => {
    const none = { ...monitorOf(given), object_id: "none" };
    expect((await call("POST", "", none)).body.message).toBe("Table with id 'none' does not exist.");
    expect((await call("POST", "", monitorOf({ ...given, output_schema_id: "none" }))).body.message).toBe(
      "Schema with id 'none' does not exist.",
    );
    expect((await call("POST", "", { ...monitorOf(given), object_type: "volume" })).status).toBe(400);
    expect((await call("GET", "/schema/some-id")).status).toBe(501);
    expect((await call("POST", "", { object_type: "table", object_id: tableId })).status).toBe(400);
  });
});

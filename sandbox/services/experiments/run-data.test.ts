import type { JsonObject } from "../../control-plane";
import { TestExperiments } from "../../testing/experiments";
import { TestSandbox } from "../../testing/sandbox";

describe("What is logged to a run", () => {
  let sandbox: TestSandbox;
  let dev: TestExperiments;
  let id: string;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    dev = await TestExperiments.in(sandbox);
    id = await dev.run({ run_name: "first" });
  });
  afterEach(() => sandbox.stop());

  const stored = async (): Promise<unknown> => (await dev.ok("GET", `/runs/get?run_id=${id}`)).run;
  const metric = (value: number, step: number, timestamp = 1): JsonObject => ({ key: "rmse", value, step, timestamp });

  test("a metric has a history, and the value of the last step counts", async () => {
    await dev.ok("POST", "/runs/log-metric", { run_id: id, ...metric(0.5, 2) });
    await dev.ok("POST", "/runs/log-metric", { run_id: id, ...metric(0.9, 1, 2) });
    expect(await stored()).toMatchObject({ data: { metrics: [{ key: "rmse", value: 0.5, step: 2 }] } });
    const history = `/metrics/get-history?run_id=${id}&metric_key=rmse`;
    expect((await dev.ok("GET", history)).metrics).toMatchObject([{ value: 0.5 }, { value: 0.9 }]);
    const first = await dev.ok("GET", `${history}&max_results=1`);
    expect(first.metrics).toMatchObject([{ value: 0.5 }]);
    const second = await dev.ok("GET", `${history}&max_results=1&page_token=${first.next_page_token}`);
    expect(second).toEqual({ metrics: [expect.objectContaining({ value: 0.9 })] });
  });

  test("a metric may be what JSON has no number for", async () => {
    await dev.ok("POST", "/runs/log-metric", { run_id: id, ...metric(1, 0), value: "NaN" });
    await dev.ok("POST", "/runs/log-metric", { run_id: id, ...metric(1, 0), key: "loss", value: "Infinity" });
    expect(await stored()).toMatchObject({ data: { metrics: [{ value: "NaN" }, { value: "Infinity" }] } });
    const found = async (filter: string): Promise<unknown> =>
      ((await dev.ok("POST", "/runs/search", { experiment_ids: [dev.experimentId], filter })).runs as unknown[]).length;
    expect(await found("metrics.rmse != 1")).toBe(0);
    expect(await found("metrics.loss > 1000000")).toBe(1);
  });

  test("histories of metrics whose names begin alike stay apart", async () => {
    await dev.ok("POST", "/runs/log-metric", { run_id: id, ...metric(1, 0), key: "a" });
    await dev.ok("POST", "/runs/log-metric", { run_id: id, ...metric(2, 0), key: "a/b" });
    expect((await dev.ok("GET", `/metrics/get-history?run_id=${id}&metric_key=a`)).metrics).toHaveLength(1);
  });

  test("a parameter keeps its first value", async () => {
    const param = { run_id: id, key: "depth", value: "3" };
    await dev.ok("POST", "/runs/log-parameter", param);
    await dev.ok("POST", "/runs/log-parameter", param);
    expect(await dev.call("POST", "/runs/log-parameter", { ...param, value: "4" })).toMatchObject({
      status: 400,
      body: {
        error_code: "INVALID_PARAMETER_VALUE",
        message: expect.stringContaining("was already logged with value='3'"),
      },
    });
    expect(await stored()).toMatchObject({ data: { params: [{ key: "depth", value: "3" }] } });
  });

  test("a batch is logged whole or not at all", async () => {
    await dev.ok("POST", "/runs/log-parameter", { run_id: id, key: "depth", value: "3" });
    const batch = { run_id: id, metrics: [metric(1, 0)], tags: [{ key: "kind", value: "a" }] };
    const conflicting = { ...batch, params: [{ key: "depth", value: "4" }] };
    expect((await dev.call("POST", "/runs/log-batch", conflicting)).status).toBe(400);
    expect(await stored()).toMatchObject({ data: { metrics: [], tags: [{ key: "mlflow.runName" }] } });
    await dev.ok("POST", "/runs/log-batch", { ...batch, params: [{ key: "lr", value: "0.1" }] });
    expect(await stored()).toMatchObject({ data: { metrics: [{ value: 1 }], params: [{}, { key: "lr" }] } });
  });

  test.each([
    ["metrics", Array.from({ length: 1001 }, (_, step) => ({ key: "a", value: 1, step, timestamp: 1 }))],
    ["params", Array.from({ length: 101 }, (_, index) => ({ key: `p${index}`, value: "1" }))],
    ["tags", Array.from({ length: 101 }, (_, index) => ({ key: `t${index}`, value: "1" }))],
  ])("a batch has a limit for %s", async (what, values) => {
    const { status, body } = await dev.call("POST", "/runs/log-batch", { run_id: id, [what]: values });
    expect({ status, message: body.message }).toEqual({
      status: 400,
      message: expect.stringContaining(`Got ${values.length} ${what}`),
    });
  });

  test.each(["", "a/../b", "/a", "a%b", "k".repeat(251)])("the name %p is refused", async (key) => {
    const logged = await dev.call("POST", "/runs/log-metric", { run_id: id, key, value: 1, timestamp: 1 });
    expect(logged.body.error_code).toBe("INVALID_PARAMETER_VALUE");
  });

  test("a tag is set, replaced and deleted; that of the name renames the run", async () => {
    await dev.ok("POST", "/runs/set-tag", { run_id: id, key: "kind", value: "a" });
    await dev.ok("POST", "/runs/set-tag", { run_id: id, key: "mlflow.runName", value: "second" });
    await dev.ok("POST", "/runs/delete-tag", { run_id: id, key: "kind" });
    expect(await stored()).toMatchObject({ info: { run_name: "second" }, data: { tags: [{ value: "second" }] } });
    expect((await dev.call("POST", "/runs/delete-tag", { run_id: id, key: "kind" })).status).toBe(404);
  });

  test("the same data set is an input once", async () => {
    const dataset = { name: "flights", digest: "d1", source_type: "delta", source: "{}" };
    const input = { dataset, tags: [{ key: "mlflow.data.context", value: "training" }] };
    await dev.ok("POST", "/runs/log-inputs", { run_id: id, datasets: [input] });
    await dev.ok("POST", "/runs/log-inputs", { run_id: id, datasets: [input] });
    expect(await stored()).toMatchObject({ inputs: { dataset_inputs: [input] } });
  });

  test("a model that older clients record is in the run's tag for it", async () => {
    await dev.ok("POST", "/runs/log-model", { run_id: id, model_json: '{"artifact_path":"model"}' });
    expect(await stored()).toMatchObject({
      data: { tags: [{}, { key: "mlflow.log-model.history", value: '[{"artifact_path":"model"}]' }] },
    });
    expect((await dev.call("POST", "/runs/log-model", { run_id: id, model_json: "{" })).status).toBe(400);
  });

  test("a logged model has its own parameters, tags and metrics, and is found by them", async () => {
    const made = await dev.ok("POST", "/logged-models", {
      experiment_id: dev.experimentId,
      name: "tree",
      source_run_id: id,
      params: [{ key: "depth", value: "3" }],
    });
    const { model_id: modelId } = (made.model as { info: { model_id: string } }).info;
    await dev.ok("PATCH", `/logged-models/${modelId}`, { status: "LOGGED_MODEL_READY" });
    await dev.ok("PATCH", `/logged-models/${modelId}/tags`, { tags: [{ key: "tier", value: "1" }] });
    await dev.ok("POST", "/runs/outputs", { run_id: id, models: [{ model_id: modelId, step: 0 }] });
    await dev.ok("POST", "/runs/log-metric", { run_id: id, ...metric(0.5, 0), model_id: modelId });
    const found = await dev.ok("POST", "/logged-models/search", {
      experiment_ids: [dev.experimentId],
      filter: "metrics.rmse < 1 AND params.depth = '3' AND tags.tier = '1' AND status = 'READY'",
    });
    expect(found.models).toMatchObject([
      { info: { model_id: modelId, name: "tree" }, data: { metrics: [{ value: 0.5 }] } },
    ]);
    expect(await stored()).toMatchObject({ outputs: { model_outputs: [{ model_id: modelId }] } });
    await dev.ok("DELETE", `/logged-models/${modelId}`);
    expect((await dev.call("GET", `/logged-models/${modelId}`)).status).toBe(404);
  });

  test("artifacts are written and read through the Files API, and listed", async () => {
    const root = `/api/2.0/fs/files/WorkspaceInternal/Mlflow/Artifacts/${dev.experimentId}/Runs/${id}/artifacts`;
    await dev.call("PUT", `${root}/plots/a.json`, { shown: true });
    expect(await dev.ok("GET", `${root}/plots/a.json`)).toEqual({ shown: true });
    expect(await dev.ok("GET", `/artifacts/list?run_id=${id}`)).toMatchObject({
      files: [{ path: "plots", is_dir: true }],
    });
    expect((await dev.ok("GET", `/artifacts/list?run_id=${id}&path=plots`)).files).toEqual([
      { path: "plots/a.json", is_dir: false, file_size: 14 },
    ]);
    expect((await dev.call("GET", `${root}/plots/a.json`, undefined, "data.scientist@lakestage.example")).status).toBe(
      403,
    );
  });
});

import { TestExperiments } from "../../testing/experiments";
import { TestSandbox } from "../../testing/sandbox";

const DEPLOYER_ID = /^[0-9a-f-]{36}$/;

describe("A run", () => {
  let sandbox: TestSandbox;
  let dev: TestExperiments;
  let id: string;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    dev = await TestExperiments.in(sandbox);
    id = await dev.run({ run_name: "first", start_time: 5, tags: [{ key: "team", value: "a" }] });
  });
  afterEach(() => sandbox.stop());

  const stored = async (): Promise<unknown> => (await dev.ok("GET", `/runs/get?run_id=${id}`)).run;

  test("starts with a name, its tags and a place for artifacts", async () => {
    expect(await stored()).toMatchObject({
      info: {
        run_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        run_name: "first",
        status: "RUNNING",
        start_time: 5,
        lifecycle_stage: "active",
        user_id: expect.stringMatching(DEPLOYER_ID),
        artifact_uri: `dbfs:/databricks/mlflow-tracking/${dev.experimentId}/${id}/artifacts`,
      },
      data: {
        tags: [
          { key: "team", value: "a" },
          { key: "mlflow.runName", value: "first" },
        ],
      },
    });
  });

  test("gets a name where none is given, and not two", async () => {
    const named = { run_name: "a", tags: [{ key: "mlflow.runName", value: "b" }], experiment_id: dev.experimentId };
    expect((await dev.call("POST", "/runs/create", named)).body.error_code).toBe("INVALID_PARAMETER_VALUE");
    id = await dev.run();
    expect(await stored()).toMatchObject({ info: { run_name: expect.stringMatching(/^run-/) } });
  });

  test("ends, and has not ended when it goes on again", async () => {
    await dev.ok("POST", "/runs/update", { run_id: id, status: "FINISHED", end_time: 9, run_name: "renamed" });
    expect(await stored()).toMatchObject({ info: { status: "FINISHED", end_time: 9, run_name: "renamed" } });
    await dev.ok("POST", "/runs/update", { run_id: id, status: "RUNNING" });
    expect(await stored()).not.toMatchObject({ info: { end_time: expect.anything() } });
  });

  test("takes no more when it is deleted, until it is restored", async () => {
    const metric = { run_id: id, key: "rmse", value: 1, timestamp: 1 };
    await dev.ok("POST", "/runs/delete", { run_id: id });
    expect(await stored()).toMatchObject({ info: { lifecycle_stage: "deleted" } });
    expect(await dev.call("POST", "/runs/log-metric", metric)).toMatchObject({
      status: 400,
      body: { message: `The run ${id} must be in the 'active' state. Current state is deleted.` },
    });
    await dev.ok("POST", "/runs/restore", { run_id: id });
    expect((await dev.call("POST", "/runs/log-metric", metric)).status).toBe(200);
  });

  test("is deleted and restored with others by time, the oldest first", async () => {
    await dev.run({ start_time: 7 });
    await dev.run({ start_time: 9 });
    const older = { experiment_id: dev.experimentId, max_timestamp_millis: 7, max_runs: 1 };
    expect(await dev.ok("POST", "/databricks/runs/delete-runs", older)).toEqual({ runs_deleted: 1 });
    expect(await stored()).toMatchObject({ info: { lifecycle_stage: "deleted" } });
    const since = { experiment_id: dev.experimentId, min_timestamp_millis: 0 };
    expect(await dev.ok("POST", "/databricks/runs/restore-runs", since)).toEqual({ runs_restored: 1 });
  });

  test("that is not there is not found", async () => {
    expect(await dev.call("GET", `/runs/get?run_id=${"0".repeat(32)}`)).toMatchObject({
      status: 404,
      body: { error_code: "RESOURCE_DOES_NOT_EXIST" },
    });
  });
});

import { TestExperiments } from "../../testing/experiments";
import { TestSandbox } from "../../testing/sandbox";

const SCIENTIST = "data.scientist@lakestage.example";

describe("An experiment", () => {
  let sandbox: TestSandbox;
  let dev: TestExperiments;
  let id: string;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    dev = await TestExperiments.in(sandbox);
    id = dev.experimentId;
  });
  afterEach(() => sandbox.stop());

  const stored = async (experimentId = id): Promise<unknown> =>
    (await dev.ok("GET", `/experiments/get?experiment_id=${experimentId}`)).experiment;

  test("comes back as it was declared, without /Workspace before its path", async () => {
    const { experiment_id: made } = await dev.ok("POST", "/experiments/create", {
      name: "/Workspace/Shared/flights",
      artifact_location: "dbfs:/Volumes/dev/flights/artifacts/",
      tags: [{ key: "team", value: "a" }],
    });
    expect(await stored(String(made))).toMatchObject({
      name: "/Shared/flights",
      artifact_location: "dbfs:/Volumes/dev/flights/artifacts",
      lifecycle_stage: "active",
      tags: [
        { key: "team", value: "a" },
        { key: "mlflow.ownerId", value: sandbox.idOf("lakestage-deployer") },
        { key: "mlflow.experiment.sourceName", value: "/Shared/flights" },
        { key: "mlflow.ownerEmail", value: sandbox.directory.principal(sandbox.idOf("lakestage-deployer"))?.name },
        { key: "mlflow.experimentType", value: "MLFLOW_EXPERIMENT" },
      ],
    });
  });

  test("does not exist for who deletes it a second time", async () => {
    await dev.ok("POST", "/experiments/delete", { experiment_id: id });
    const again = await dev.call("POST", "/experiments/delete", { experiment_id: id });
    expect(again).toEqual(await missing(id));
  });

  /** What is answered of an experiment that there never was. */
  async function missing(experimentId: string): Promise<unknown> {
    const { status, body } = await dev.call("POST", "/experiments/delete", { experiment_id: "1" });
    expect([status, body.error_code]).toEqual([404, "RESOURCE_DOES_NOT_EXIST"]);
    return { status, body: { ...body, message: String(body.message).replace("id=1 ", `id=${experimentId} `) } };
  }

  test("keeps its artifacts at the workspace's own place unless another is declared", async () => {
    expect(await stored()).toMatchObject({ artifact_location: `dbfs:/databricks/mlflow-tracking/${id}` });
  });

  test.each([
    ["a name that is no path", "churn", 400, "INVALID_PARAMETER_VALUE"],
    ["a path that is taken", "/churn", 400, "RESOURCE_ALREADY_EXISTS"],
    ["a path that a directory has", "/Shared", 400, "RESOURCE_ALREADY_EXISTS"],
    ["a directory that is not there", "/Shared/none/churn", 404, "RESOURCE_DOES_NOT_EXIST"],
  ])("is not made with %s", async (_, name, status, code) => {
    expect(await dev.call("POST", "/experiments/create", { name })).toMatchObject({
      status,
      body: { error_code: code },
    });
  });

  test("is made where the caller may add to the directory", async () => {
    expect((await dev.call("POST", "/experiments/create", { name: "/mine" }, SCIENTIST)).status).toBe(403);
    const home = { name: `/Users/${SCIENTIST}/mine` };
    expect((await dev.call("POST", "/experiments/create", home, SCIENTIST)).status).toBe(200);
  });

  test("is found by its name, an active one before those that were deleted", async () => {
    await dev.ok("POST", "/experiments/delete", { experiment_id: id });
    const byName = "/experiments/get-by-name?experiment_name=/churn";
    expect((await dev.ok("GET", byName)).experiment).toMatchObject({ experiment_id: id, lifecycle_stage: "deleted" });
    const { experiment_id: next } = await dev.ok("POST", "/experiments/create", { name: "/churn" });
    expect((await dev.ok("GET", byName)).experiment).toMatchObject({ experiment_id: next, lifecycle_stage: "active" });
  });

  test("is moved by a new name, with what was granted on it", async () => {
    await dev.grant("CAN_EDIT", SCIENTIST);
    await dev.ok("POST", "/experiments/update", { experiment_id: id, new_name: "/Shared/leavers" });
    expect(await stored()).toMatchObject({
      name: "/Shared/leavers",
      tags: expect.arrayContaining([{ key: "mlflow.experiment.sourceName", value: "/Shared/leavers" }]),
    });
    const tag = { experiment_id: id, key: "team", value: "b" };
    expect((await dev.call("POST", "/experiments/set-experiment-tag", tag, SCIENTIST)).status).toBe(200);
    expect((await dev.call("GET", "/experiments/get-by-name?experiment_name=/churn")).status).toBe(404);
  });

  test("is restored with what was granted on it", async () => {
    await dev.grant("CAN_MANAGE", SCIENTIST);
    await dev.ok("POST", "/experiments/delete", { experiment_id: id });
    expect((await dev.call("POST", "/runs/create", { experiment_id: id })).body.error_code).toBe(
      "INVALID_PARAMETER_VALUE",
    );
    await dev.ok("POST", "/experiments/restore", { experiment_id: id }, SCIENTIST);
    expect((await dev.call("POST", "/experiments/delete", { experiment_id: id }, SCIENTIST)).status).toBe(200);
  });

  test("is deleted with its directory, and lies in it", async () => {
    await dev.ok("POST", "/api/2.0/workspace/mkdirs", { path: "/team" });
    const { experiment_id: made } = await dev.ok("POST", "/experiments/create", { name: "/team/flights" });
    const { objects } = await dev.ok("GET", "/api/2.0/workspace/list?path=/team");
    expect(objects).toMatchObject([{ path: "/team/flights", object_type: "MLFLOW_EXPERIMENT" }]);
    await dev.ok("POST", "/api/2.0/workspace/delete", { path: "/team", recursive: true });
    expect(await stored(String(made))).toMatchObject({ lifecycle_stage: "deleted" });
  });

  test("has tags, which are set and deleted one at a time", async () => {
    await dev.ok("POST", "/experiments/set-experiment-tag", { experiment_id: id, key: "team", value: "a" });
    await dev.ok("POST", "/experiments/set-experiment-tag", { experiment_id: id, key: "tier", value: "1" });
    await dev.ok("POST", "/experiments/delete-experiment-tag", { experiment_id: id, key: "team" });
    const { tags } = (await stored()) as { tags: { key: string }[] };
    expect(tags.filter(({ key }) => !key.startsWith("mlflow."))).toEqual([{ key: "tier", value: "1" }]);
  });

  test("is seen with CAN_READ, written to with CAN_EDIT and deleted with CAN_MANAGE", async () => {
    const runId = await dev.run();
    const get = ["GET", `/experiments/get?experiment_id=${id}`, undefined] as const;
    const readRun = ["GET", `/runs/get?run_id=${runId}`, undefined] as const;
    const log = ["POST", "/runs/log-metric", { run_id: runId, key: "rmse", value: 1, timestamp: 1 }] as const;
    const start = ["POST", "/runs/create", { experiment_id: id }] as const;
    const remove = ["POST", "/experiments/delete", { experiment_id: id }] as const;
    const statuses = async (): Promise<number[]> => {
      const all: number[] = [];
      for (const [method, path, body] of [get, readRun, log, start, remove]) {
        all.push((await dev.call(method, path, body, SCIENTIST)).status);
      }
      return all;
    };
    expect(await statuses()).toEqual([403, 403, 403, 403, 403]);
    await dev.grant("CAN_READ", SCIENTIST);
    expect(await statuses()).toEqual([200, 200, 403, 403, 403]);
    await dev.grant("CAN_EDIT", SCIENTIST);
    expect(await statuses()).toEqual([200, 200, 200, 200, 403]);
    await dev.grant("CAN_MANAGE", SCIENTIST);
    expect(await statuses()).toEqual([200, 200, 200, 200, 200]);
  });

  test("is searched by name and tags among those that the caller may see", async () => {
    await dev.ok("POST", "/experiments/create", { name: "/flights", tags: [{ key: "team", value: "a" }] });
    const names = async (body: object, as?: string): Promise<unknown[]> => {
      const { experiments = [] } = await dev.ok("POST", "/experiments/search", { max_results: 10, ...body }, as);
      return (experiments as { name: string }[]).map(({ name }) => name);
    };
    expect(await names({})).toEqual(["/flights", "/churn"]);
    expect(await names({ order_by: ["name"] })).toEqual(["/churn", "/flights"]);
    expect(await names({ filter: "tags.team = 'a' AND name LIKE '/fl%'" })).toEqual(["/flights"]);
    expect(await names({}, SCIENTIST)).toEqual([]);
    await dev.grant("CAN_READ", SCIENTIST);
    expect(await names({}, SCIENTIST)).toEqual(["/churn"]);
  });
});

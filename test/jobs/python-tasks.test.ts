import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { JsonObject } from "../../sandbox/control-plane";
import { JobRuns } from "../../sandbox/services/jobs/runs/job-runs";
import { PythonExecutor } from "../../sandbox/services/jobs/runs/python/python-executor";
import { TestJobs } from "../../sandbox/testing/jobs";

// Processes are started for real here, and an environment is made once.
jest.setTimeout(300_000);

let jobs: TestJobs;
let folder: string;
let checkout: string;
const GIT_FOLDER = "/Shared/code";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lakestage-tasks-"));
  checkout = join(folder, "checkout");
  mkdirSync(checkout);
  writeFileSync(join(checkout, "requirements.txt"), "# Nothing but Python.\n");
  jobs = await TestJobs.start({
    background: (kernel) =>
      new JobRuns(
        kernel,
        new PythonExecutor({
          perform: kernel.perform,
          folder: join(folder, "tasks"),
          estate: checkout,
          checkouts: [checkout],
          tell: () => {},
        }),
      ),
  });
  await jobs.ok("POST", "/api/2.0/repos", { url: "https://github.com/x/y", provider: "gitHub", path: GIT_FOLDER });
});
afterAll(async () => {
  await jobs.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A task that runs this Python from the Git folder. */
function pythonTask(key: string, source: string, more: JsonObject = {}): JsonObject {
  writeFileSync(join(checkout, `${key}.py`), source);
  return {
    task_key: key,
    environment_key: "python",
    spark_python_task: { python_file: `/Workspace${GIT_FOLDER}/${key}.py`, parameters: ["one", "{{job.run_id}}"] },
    ...more,
  };
}

const ENVIRONMENTS = [
  {
    environment_key: "python",
    spec: { environment_version: "4", dependencies: [`-r /Workspace${GIT_FOLDER}/requirements.txt`] },
  },
];

async function ended(runId: unknown): Promise<JsonObject> {
  for (;;) {
    const run = await jobs.ok("GET", `/api/2.2/jobs/runs/get?run_id=${runId}`);
    if ((run.status as JsonObject).state === "TERMINATED") return run;
    await pause(50);
  }
}

/** Runs a job of these tasks to its end. */
async function run(...tasks: JsonObject[]): Promise<JsonObject> {
  const id = await jobs.create({ tasks, environments: ENVIRONMENTS });
  const { run_id: runId } = await jobs.ok("POST", "/api/2.2/jobs/run-now", { job_id: id });
  return await ended(runId);
}

const outputOf = (run: JsonObject, index = 0): Promise<JsonObject> =>
  jobs.ok("GET", `/api/2.2/jobs/runs/get-output?run_id=${(run.tasks as JsonObject[])[index]?.run_id}`);

test("a file of a Git folder runs with its parameters, and with its own environment and nothing of the machine's", async () => {
  process.env.LAKESTAGE_TEST_SECRET = "of the machine";
  const done = await run(
    pythonTask("report", "import os, sys, json\nprint(json.dumps([sys.argv[1:], dict(os.environ)]))"),
  );
  expect(done.state).toMatchObject({ life_cycle_state: "TERMINATED", result_state: "SUCCESS" });
  const { logs } = await outputOf(done);
  const [parameters, environment] = JSON.parse(String(logs));
  expect(parameters).toEqual(["one", String(done.run_id)]);
  expect(environment).toMatchObject({
    DATABRICKS_HOST: jobs.workspace.address,
    MLFLOW_REGISTRY_URI: "databricks-uc",
    DATABRICKS_TASK_KEY: "report",
  });
  expect(environment).not.toHaveProperty("LAKESTAGE_TEST_SECRET");
});

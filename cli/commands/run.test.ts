import { type Answer, DatabricksStub, Refused } from "../../databricks-client/testing/databricks-stub";
import { ExitCode } from "../exit-code";
import { deployedProject, MODEL, TRAINING } from "../testing/deployed-project";
import { recordedTerminal } from "../testing/recorded-terminal";
import { type RunOptions, runIn } from "./run";

const STACK = { name: "dev.flight-delay", environment: "dev", project: "flight-delay" };
const RUN = 77;
const BEGAN = 1_700_000_000_000;

let stub: DatabricksStub;
let terminal: ReturnType<typeof recordedTerminal>;

afterEach(async () => {
  await stub?.stop();
  process.exitCode = undefined;
});

async function run(
  answers: Record<string, Answer>,
  job: string | undefined,
  options: Partial<RunOptions> = {},
  parameters: Record<string, string> = {},
): Promise<void> {
  stub = await DatabricksStub.start(answers);
  terminal = recordedTerminal();
  await runIn(deployedProject(stub.host), terminal, STACK, job, parameters, { target: "sandbox", ...options });
}

const ended = (result: string) => ({ life_cycle_state: "TERMINATED", result_state: result });

const task = (runId: number, key: string, state: object, after: string[] = []) => ({
  run_id: runId,
  task_key: key,
  depends_on: after.map((each) => ({ task_key: each })),
  start_time: BEGAN,
  end_time: BEGAN + 1500,
  state,
});

/** A workspace in which a run of two tasks goes on to its end, and registers a version with these tags. */
function workspace(result: string, tags: Record<string, string>, finalAliases: object[]): Record<string, Answer> {
  const about = { run_id: RUN, job_id: TRAINING, start_time: BEGAN, end_time: BEGAN + 4000 };
  const running = { life_cycle_state: "RUNNING" };
  return {
    "POST /api/2.2/jobs/run-now": { run_id: RUN },
    "/api/2.2/jobs/runs/get": [
      {
        ...about,
        end_time: 0,
        state: running,
        tasks: [task(1, "train", running), task(2, "deploy", { life_cycle_state: "BLOCKED" }, ["train"])],
      },
      {
        ...about,
        state: ended(result),
        tasks: [task(1, "train", ended("SUCCESS")), task(2, "deploy", ended(result), ["train"])],
      },
    ],
    "/api/2.2/jobs/runs/get-output?run_id=1": [{ logs: "read 10 rows\nlear" }, { logs: "read 10 rows\nlearned\n" }],
    "/api/2.2/jobs/runs/get-output?run_id=2": () => ({ logs: "", error: "it went wrong" }),
    [`/api/2.1/unity-catalog/models/${MODEL}`]: [
      { aliases: [{ alias_name: "Champion", version_num: 1 }] },
      { aliases: finalAliases },
    ],
    [`/api/2.1/unity-catalog/models/${MODEL}/versions`]: {
      model_versions: [
        { version: 1, created_at: BEGAN - 5000 },
        { version: 2, created_at: BEGAN + 10 },
        { version: 3, created_at: BEGAN + 20 },
      ],
    },
    [`/api/2.0/mlflow/unity-catalog/model-versions/get?name=${MODEL}&version=2`]: {
      model_version: {
        version: "2",
        run_id: "m1",
        tags: Object.entries({ job_run: String(RUN), ...tags }).map(([key, value]) => ({ key, value })),
      },
    },
    // Somebody else's, made meanwhile.
    [`/api/2.0/mlflow/unity-catalog/model-versions/get?name=${MODEL}&version=3`]: { model_version: { version: "3" } },
    "/api/2.0/mlflow/runs/get?run_id=m1": {
      run: { info: { run_id: "m1" }, data: { metrics: [{ key: "roc_auc", value: 0.714159 }] } },
    },
    "/api/2.1/unity-catalog/tables": {
      tables: [
        { full_name: "dev.flight_delay.predictions", updated_at: BEGAN + 100 },
        { full_name: "dev.flight_delay.untouched", updated_at: BEGAN - 100 },
      ],
    },
    "POST /api/2.0/sql/statements": {
      statement_id: "s",
      status: { state: "SUCCEEDED" },
      manifest: { schema: { columns: [{ name: "timestamp" }, { name: "operationMetrics" }] } },
      result: {
        data_array: [
          [new Date(BEGAN + 100).toISOString(), '{"numTargetRowsInserted": "8000", "numOutputRows": "9000"}'],
          [new Date(BEGAN + 50).toISOString(), '{"numOutputRows": "121"}'],
          [new Date(BEGAN - 9000).toISOString(), '{"numOutputRows": "5"}'],
        ],
      },
    },
  };
}

const PASSED = { model_validation_status: "PASSED", approval: "automatic" };
const MOVED = [{ alias_name: "Champion", version_num: 2 }];

test("a job is started by its name in the project's file, and its run is named", async () => {
  await run({ "POST /api/2.2/jobs/run-now": { run_id: RUN } }, "training");
  expect(stub.changes).toEqual([{ job_id: TRAINING, idempotency_token: expect.any(String) }]);
  expect(terminal.results).toEqual([`training of dev.flight-delay has started: run ${RUN}.`]);
});

test("a job that there is not is told with the nearest, and nothing is asked", async () => {
  await expect(run({}, "trainign")).rejects.toMatchObject({
    message: 'dev.flight-delay has no job "trainign". Did you mean "training"? It has "training" or "features".',
    exitCode: ExitCode.mistake,
  });
  expect(stub.asked).toEqual([]);
});

test("a parameter that the job has not is told with the nearest, and nothing is started", async () => {
  const settings = { parameters: [{ name: "hyperparameters" }], tasks: [{ task_key: "train" }] };
  const started = run({ "/api/2.2/jobs/get": { settings } }, "training", {}, { hyperparameter: "{}" });
  await expect(started).rejects.toThrow('training has no parameter "hyperparameter". Did you mean "hyperparameters"?');
  expect(stub.changes).toEqual([]);
});

test("parameters and tasks go with the start", async () => {
  const settings = { parameters: [{ name: "hyperparameters" }], tasks: [{ task_key: "train" }] };
  const answers = { "/api/2.2/jobs/get": { settings }, "POST /api/2.2/jobs/run-now": { run_id: RUN } };
  await run(answers, "training", { only: ["+train"] }, { hyperparameters: "{}" });
  expect(stub.changes).toMatchObject([{ job_parameters: { hyperparameters: "{}" }, only: ["+train"] }]);
});

test("without a job, the jobs are listed with their last runs", async () => {
  await run(
    {
      [`/api/2.2/jobs/runs/list?job_id=${TRAINING}`]: { runs: [{ run_id: RUN, state: ended("FAILED") }] },
      "/api/2.2/jobs/runs/list": { has_more: false },
    },
    undefined,
  );
  const lines = terminal.results.join("\n").split("\n");
  expect(lines).toEqual([
    expect.stringMatching(/^job +in the workspace +last run +state$/),
    expect.stringMatching(/^training +flight-delay-training +77 +failed$/),
    expect.stringMatching(/^features +flight-delay-features +never ran$/),
  ]);
});

test("a run that is watched tells its tasks, their lines and what came out, and ends with 0", async () => {
  await run(workspace("SUCCESS", PASSED, MOVED), "training", { watch: true });
  expect(terminal.notes).toEqual([
    `training of dev.flight-delay has started: run ${RUN}.`,
    "train: running",
    "train | read 10 rows",
    "train | learned",
    "train: succeeded, 1 s",
    "deploy: succeeded, 1 s",
  ]);
  const [text = ""] = terminal.results;
  expect(text).toContain(`training of dev.flight-delay: succeeded in 4 s (run ${RUN})`);
  expect(text).toMatch(/^train +succeeded +1\.5 +1$/m);
  expect(text).toContain(`${MODEL} version 2: registered, validation PASSED, approved by automatic\n  roc_auc 0.7142`);
  expect(text).toContain(`${MODEL}: Champion is version 2, after 1`);
  expect(text).toContain("dev.flight_delay.predictions: 8,121 rows written");
  expect(text).not.toContain("version 3");
  expect(text).not.toContain("untouched");
  expect(process.exitCode).toBe(ExitCode.ok);
});

test("a run that failed ends with 11, and says why and where its log is", async () => {
  await run(workspace("FAILED", { model_validation_status: "FAILED" }, []), "training", { watch: true });
  expect(terminal.results.join("\n")).toContain(`deploy: it went wrong\n  its log: lakestage logs ${RUN} deploy`);
  expect(process.exitCode).toBe(ExitCode.runFailed);
});

test("what a task printed before it ended with a code is the reason", async () => {
  const refused = {
    ...workspace("FAILED", { model_validation_status: "FAILED" }, []),
    "/api/2.2/jobs/runs/get-output?run_id=2": () => ({
      logs: "measured\ndeploy: rmse is 77.5, above 40\n",
      error: "SystemExit: 3",
    }),
  };
  await run(refused, "training", { watch: true });
  expect(terminal.results.join("\n")).toContain("\ndeploy: rmse is 77.5, above 40\n  its log:");
});

test("aliases that others moved meanwhile are not told as the run's, and what was skipped took no time", async () => {
  const others = [
    { alias_name: "Champion", version_num: 1 },
    { alias_name: "Previous", version_num: 3 },
  ];
  const about = { run_id: RUN, job_id: TRAINING, start_time: BEGAN, end_time: BEGAN + 4000 };
  const skipped = { life_cycle_state: "SKIPPED", result_state: "UPSTREAM_FAILED" };
  await run(
    {
      ...workspace("FAILED", { model_validation_status: "FAILED" }, others),
      "/api/2.2/jobs/runs/get": {
        ...about,
        state: ended("FAILED"),
        tasks: [task(1, "train", ended("FAILED")), task(2, "deploy", skipped, ["train"])],
      },
    },
    "training",
    { watch: true },
  );
  const text = terminal.results.join("\n");
  expect(text).not.toContain("Previous");
  expect(text).toMatch(/^deploy +skipped: what it needs failed +1$/m);
});

test("a version that becomes the Champion sends the one before to Previous, and ends a challenge", async () => {
  const model = `/api/2.1/unity-catalog/models/${MODEL}`;
  const alias = (alias_name: string, version_num: number) => ({ alias_name, version_num });
  const before = { aliases: [alias("Champion", 1), alias("Previous", 0), alias("Challenger", 3)] };
  const after = { aliases: [alias("Champion", 2), alias("Previous", 1), alias("Blue", 3)] };
  await run({ ...workspace("SUCCESS", PASSED, []), [model]: [before, after] }, "training", { watch: true });
  const lines = (terminal.results[0] ?? "")
    .split("\n")
    .filter((line) => /(Champion|Previous|Challenger|Blue) /.test(line));
  expect(lines).toEqual([
    `${MODEL}: Champion is version 2, after 1`,
    `${MODEL}: Previous is version 1, after 0`,
    `${MODEL}: version 3 is Challenger no more`,
  ]);
});

test("a run that somebody cancelled ends with 12", async () => {
  await run(workspace("CANCELED", {}, []), "training", { watch: true });
  expect(process.exitCode).toBe(ExitCode.runCancelled);
});

test("a run whose version waits for an approval ends with 13, and says how to give it", async () => {
  await run(workspace("FAILED", { model_validation_status: "PASSED" }, []), "training", { watch: true });
  expect(terminal.notes.at(-1)).toBe(
    `${MODEL} version 2 waits for an approval: lakestage promote approve dev.flight-delay flight_delay`,
  );
  expect(process.exitCode).toBe(ExitCode.approvalAwaited);
});

test("as JSON, all of it is one object", async () => {
  await run(workspace("SUCCESS", PASSED, MOVED), "training", { watch: true, json: true });
  expect(JSON.parse(terminal.results.join(""))).toMatchObject({
    stack: "dev.flight-delay",
    job: "training",
    runId: RUN,
    outcome: "succeeded",
    seconds: 4,
    tasks: [{ task: "train", outcome: "succeeded", seconds: 1.5 }, { task: "deploy" }],
    versions: [{ model: MODEL, version: 2, metrics: { roc_auc: 0.714159 } }],
    aliases: [{ alias: "Champion", from: 1, to: 2 }],
    tables: [{ name: "dev.flight_delay.predictions", rows: 8121 }],
    awaitsApproval: [],
  });
});

test("a start that is refused is told in the workspace's words", async () => {
  const refusal = new Refused(403, "PERMISSION_DENIED", "User a does not have Manage Run on job 11.");
  const started = run({ "POST /api/2.2/jobs/run-now": refusal }, "training");
  await expect(started).rejects.toMatchObject({
    status: 403,
    refusal: { code: "PERMISSION_DENIED", message: "User a does not have Manage Run on job 11." },
  });
});

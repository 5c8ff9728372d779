import type { JsonObject } from "../../../control-plane";
import { fileTask } from "../../../testing/jobs";
import { TestRuns } from "../../../testing/runs";
import { failed, succeeded } from "../run-records/states";

let runs: TestRuns;
beforeAll(async () => {
  runs = await TestRuns.start();
});
afterAll(() => runs.stop());

/** A task that is executed. */
const work = (key: string, on: string[] = [], more: JsonObject = {}): JsonObject => ({
  ...fileTask(key),
  ...(on.length > 0 ? { depends_on: on.map((task_key) => ({ task_key })) } : {}),
  ...more,
});

const executedOf = (run: number): string[] =>
  runs.executed.filter((each) => each.run.run_id === run).map(({ task }) => task.task_key);

test("tasks run after what they depend on, and side by side where nothing depends", async () => {
  const run = await runs.startTasks([work("a"), work("b"), work("c", ["a", "b"])]);
  await runs.running(run, "a");
  await runs.running(run, "b");
  await runs.finish(run, "a");
  expect(executedOf(run).sort()).toEqual(["a", "b"]);
  await runs.finish(run, "b");
  await runs.finish(run, "c");
  const ended = await runs.ended(run);
  expect(ended.state).toMatchObject({ life_cycle_state: "TERMINATED", result_state: "SUCCESS" });
  expect(ended.status).toMatchObject({ termination_details: { code: "SUCCESS", type: "SUCCESS" } });
});

test("a failure keeps what depends on it from running, and is the run's", async () => {
  const run = await runs.startTasks([work("a"), work("b", ["a"]), work("c", ["b"])]);
  await runs.fail(run, "a");
  const ended = await runs.ended(run);
  expect(TestRuns.results(ended)).toEqual({ a: "FAILED", b: "UPSTREAM_FAILED", c: "UPSTREAM_FAILED" });
  expect(ended.state).toMatchObject({
    life_cycle_state: "INTERNAL_ERROR",
    result_state: "FAILED",
    state_message:
      "Task a failed with message: Workload failed, see run output for details. This caused all downstream tasks to get skipped.",
  });
  expect(ended.status).toMatchObject({ termination_details: { code: "RUN_EXECUTION_ERROR", type: "CLIENT_ERROR" } });
});

test.each([
  ["ALL_SUCCESS", "UPSTREAM_FAILED", "SUCCESS"],
  ["AT_LEAST_ONE_SUCCESS", "SUCCESS", "SUCCESS"],
  ["NONE_FAILED", "UPSTREAM_FAILED", "SUCCESS"],
  ["ALL_DONE", "SUCCESS", "SUCCESS"],
  ["AT_LEAST_ONE_FAILED", "SUCCESS", "EXCLUDED"],
  ["ALL_FAILED", "EXCLUDED", "EXCLUDED"],
])("run_if %s after one of two failed: %s; after none: %s", async (condition, afterFailure, afterSuccess) => {
  for (const [fails, result] of [
    [true, afterFailure],
    [false, afterSuccess],
  ] as const) {
    const run = await runs.startTasks([work("a"), work("b"), work("c", ["a", "b"], { run_if: condition })]);
    await (fails ? runs.fail(run, "a") : runs.finish(run, "a"));
    await runs.finish(run, "b");
    if (result === "SUCCESS") await runs.finish(run, "c");
    expect(TestRuns.results(await runs.ended(run)).c).toBe(result);
  }
});

test("where the leaves succeed, a run succeeds with failures", async () => {
  const run = await runs.startTasks([work("a"), work("tidy", ["a"], { run_if: "ALL_DONE" })]);
  await runs.fail(run, "a");
  await runs.finish(run, "tidy");
  expect((await runs.ended(run)).state).toMatchObject({
    life_cycle_state: "TERMINATED",
    result_state: "SUCCESS_WITH_FAILURES",
  });
});

test("a condition leads one way, and the other way is excluded with what follows on it", async () => {
  const run = await runs.startTasks([
    work("train"),
    {
      task_key: "is_good",
      condition_task: { left: "{{tasks.train.values.auc}}", op: "GREATER_THAN", right: "0.7" },
      depends_on: [{ task_key: "train" }],
    },
    work("deploy", [], { depends_on: [{ task_key: "is_good", outcome: "true" }] }),
    work("report", [], { depends_on: [{ task_key: "is_good", outcome: "false" }] }),
    work("after_report", ["report"]),
  ]);
  await runs.finish(run, "train", { values: { auc: 0.71 } });
  await runs.finish(run, "deploy");
  const ended = await runs.ended(run);
  expect(TestRuns.results(ended)).toMatchObject({ deploy: "SUCCESS", report: "EXCLUDED", after_report: "EXCLUDED" });
  expect(ended.state).toMatchObject({ result_state: "SUCCESS" });
  expect((ended.tasks as JsonObject[]).find(({ task_key: key }) => key === "is_good")?.condition_task).toMatchObject({
    left: "0.71",
    outcome: "true",
  });
});

test("references are replaced when a task begins; a wrong one fails it and says which", async () => {
  const parameters = [
    "{{job.parameters.day}}",
    "{{job.name}}/{{job.id}}",
    "{{tasks.a.values.uri}}",
    "{{start_date}}",
    "{{other}}",
  ];
  const job = await runs.jobs.create({
    name: "references",
    parameters: [{ name: "day", default: "{{job.start_time.iso_date}}" }],
    tasks: [
      work("a"),
      work("b", ["a"], { spark_python_task: { python_file: "/Workspace/Shared/task.py", parameters } }),
      work("c", ["a"], { spark_python_task: { python_file: "/x.py", parameters: ["{{tasks.a.values.nothing}}"] } }),
    ],
  });
  const run = await runs.startJob(job);
  await runs.finish(run, "a", { values: { uri: "models:/m/1" } });
  const { task } = await runs.running(run, "b");
  const today = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
  expect(task.resolved?.spark_python_task?.parameters).toEqual([
    today,
    `references/${job}`,
    "models:/m/1",
    today,
    "{{other}}",
  ]);
  await runs.finish(run, "b");
  const ended = await runs.ended(run);
  expect((ended.tasks as JsonObject[]).find(({ task_key: key }) => key === "c")?.state).toMatchObject({
    result_state: "FAILED",
    state_message:
      "Failed to resolve dynamic value reference '{{tasks.a.values.nothing}}': task 'a' has left no value 'nothing'.",
  });
});

test("a loop runs its task for each input, so many at once, and fails with one of them", async () => {
  const run = await runs.startTasks([
    {
      task_key: "each",
      for_each_task: {
        inputs: '["x", {"n": 2}, "z"]',
        concurrency: 2,
        task: work("one", [], { spark_python_task: { python_file: "/x.py", parameters: ["{{input}}"] } }),
      },
    },
  ]);
  await runs.running(run, "one");
  const ones = (): string[][] =>
    runs.executed
      .filter((each) => each.run.run_id === run)
      .map(({ task }) => task.resolved?.spark_python_task?.parameters ?? []);
  await runs.finish(run, "one", { state: succeeded() });
  await runs.finish(run, "one", { state: failed("no") });
  await runs.finish(run, "one");
  const ended = await runs.ended(run);
  expect(ones().sort()).toEqual([["x"], ["z"], ['{"n":2}']]);
  expect(TestRuns.results(ended)).toEqual({ each: "FAILED" });
  const [task] = ended.tasks as JsonObject[];
  expect(task?.for_each_task).toMatchObject({
    stats: { task_run_stats: { total_iterations: 3, failed_iterations: 1 } },
  });
  const loop = await runs.get(Number(task?.run_id));
  expect(loop.iterations).toHaveLength(3);
});

test("a run job task ends as the run does that it started, and is cancelled with it", async () => {
  const job = await runs.jobs.create({ name: "child", tasks: [work("inner")] });
  const parent = [{ task_key: "start", run_job_task: { job_id: job, job_parameters: { x: "1" } } }];
  const run = await runs.startTasks(parent);
  const childOf = async (id: number): Promise<number> => {
    await runs.inState(id, "RUNNING");
    const [task] = (await runs.get(id)).tasks as JsonObject[];
    const output = await runs.jobs.ok("GET", `/api/2.2/jobs/runs/get-output?run_id=${task?.run_id}`);
    return Number((output.run_job_output as JsonObject).run_id);
  };
  const child = await childOf(run);
  await runs.fail(child, "inner");
  expect(TestRuns.results(await runs.ended(run))).toEqual({ start: "FAILED" });
  expect(await runs.get(child)).toMatchObject({ trigger: "RUN_JOB_TASK", job_parameters: [{ name: "x", value: "1" }] });

  const other = await runs.startTasks(parent);
  const cancelled = await childOf(other);
  await runs.running(cancelled, "inner");
  await runs.call("cancel", { run_id: other });
  expect((await runs.ended(other)).state).toMatchObject({ result_state: "CANCELED" });
  expect((await runs.ended(cancelled)).state).toMatchObject({ result_state: "CANCELED" });
});

test("only the named tasks run, with what is up or down the stream where that is asked for", async () => {
  const job = await runs.jobs.create({ tasks: [work("a"), work("b", ["a"]), work("c", ["b"]), work("d")] });
  const run = await runs.startJob(job, { only: ["b+"] });
  await runs.finish(run, "b");
  await runs.finish(run, "c");
  expect(TestRuns.results(await runs.ended(run))).toEqual({ b: "SUCCESS", c: "SUCCESS" });
});

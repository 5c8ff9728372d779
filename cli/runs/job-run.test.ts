import { DatabricksClient } from "../../databricks-client";
import { type Answer, DatabricksStub, STUB_TOKEN } from "../../databricks-client/testing/databricks-stub";
import { type JobRun, outcomeOf, readRun, repairRun, stateWord } from "./job-run";

let stub: DatabricksStub;

async function client(answers: Record<string, Answer>): Promise<DatabricksClient> {
  stub = await DatabricksStub.start(answers);
  return new DatabricksClient(stub.host, STUB_TOKEN);
}

afterEach(() => stub?.stop());

const task = (key: string, after: string[], more: object = {}) => ({
  run_id: 1,
  task_key: key,
  depends_on: after.map((each) => ({ task_key: each })),
  ...more,
});

test("a run's tasks are those of all pages, each after what it waits for", async () => {
  const databricks = await client({
    "/api/2.2/jobs/runs/get?run_id=5&include_history=true": {
      run_id: 5,
      tasks: [task("deploy", ["validate"]), task("train", [])],
      next_page_token: "2",
    },
    "/api/2.2/jobs/runs/get?run_id=5&page_token=2&include_history=true": {
      run_id: 5,
      tasks: [task("validate", ["train"])],
    },
  });
  const { tasks } = await readRun(databricks, 5);
  expect(tasks.map(({ task_key: key }) => key)).toEqual(["train", "validate", "deploy"]);
});

test("of a task that was tried again, the last attempt is its state, and the others are kept", async () => {
  const attempts = [
    task("train", [], { run_id: 1, attempt_number: 0, start_time: 10 }),
    task("train", [], { run_id: 2, attempt_number: 1, start_time: 20 }),
  ];
  const databricks = await client({ "/api/2.2/jobs/runs/get": { run_id: 5, tasks: attempts } });
  const { attempts: all, tasks } = await readRun(databricks, 5);
  expect(tasks).toMatchObject([{ run_id: 2, attempt_number: 1 }]);
  expect(all).toHaveLength(2);
});

const run = (repairs: JobRun["repair_history"]): JobRun => ({
  run_id: 5,
  run_name: "",
  state: {},
  tasks: [],
  attempts: [],
  repair_history: repairs,
});

test("a repair names the one before it, and by itself takes all that failed", async () => {
  const databricks = await client({ "/api/2.2/jobs/runs/repair": { repair_id: 3 } });
  await repairRun(
    databricks,
    run([
      { id: 5, type: "ORIGINAL" },
      { id: 2, type: "REPAIR" },
    ]),
  );
  await repairRun(databricks, run([]), ["approve"]);
  expect(stub.changes).toEqual([
    { run_id: 5, rerun_all_failed_tasks: true, latest_repair_id: 2 },
    { run_id: 5, rerun_tasks: ["approve"], rerun_dependent_tasks: true },
  ]);
});

test.each([
  ["QUEUED", undefined, undefined, "queued"],
  ["RUNNING", undefined, undefined, "running"],
  ["WAITING_FOR_RETRY", undefined, undefined, "waits for another attempt"],
  ["TERMINATED", "SUCCESS", "succeeded", "succeeded"],
  ["TERMINATED", "TIMEDOUT", "failed", "timed out"],
  ["TERMINATED", "CANCELED", "cancelled", "cancelled"],
  ["TERMINATED", "UPSTREAM_FAILED", "skipped", "skipped: what it needs failed"],
  ["INTERNAL_ERROR", "FAILED", "failed", "failed"],
  ["INTERNAL_ERROR", undefined, "failed", "failed"],
  ["SKIPPED", undefined, "skipped", "skipped"],
])("in state %s with result %s, the outcome is %s, told as %s", (life, result, outcome, word) => {
  const state = { life_cycle_state: life, ...(result !== undefined && { result_state: result }) };
  expect([outcomeOf({ state }), stateWord({ state })]).toEqual([outcome, word]);
});

import { DatabricksClient } from "../../databricks-client";
import { DatabricksStub, STUB_TOKEN } from "../../databricks-client/testing/databricks-stub";
import { drawingOn } from "../terminal";
import { recordedTerminal } from "../testing/recorded-terminal";
import { followRun } from "./follow-run";
import type { JobRun, TaskRun } from "./job-run";
import { boardLines } from "./run-board";
import { WatchDisplay } from "./watch-display";

const task = (key: string, state: TaskRun["state"], more: Partial<TaskRun> = {}): TaskRun => ({
  run_id: 1,
  task_key: key,
  attempt_number: 0,
  depends_on: [],
  state,
  ...more,
});

const run = (tasks: TaskRun[]): JobRun => ({
  run_id: 5,
  run_name: "",
  start_time: 1000,
  state: { life_cycle_state: "RUNNING" },
  tasks,
  attempts: tasks,
  repair_history: [],
});

const RUNNING = { life_cycle_state: "RUNNING" };
const BLOCKED = { life_cycle_state: "BLOCKED" };
const SUCCEEDED = { life_cycle_state: "TERMINATED", result_state: "SUCCESS" };

const tasks = [
  task("train", SUCCEEDED, { start_time: 1000, end_time: 3000 }),
  task("validate", RUNNING, { start_time: 3000, attempt_number: 1, depends_on: [{ task_key: "train" }] }),
  task("deploy", BLOCKED, { depends_on: [{ task_key: "validate" }] }),
];

test("a board has a line for the run and for each task: its state, how long, which attempt", () => {
  expect(boardLines("training", run(tasks), 8000, 20)).toEqual([
    "training: running, 1 of 3 tasks done, 7 s",
    "  train     succeeded, 2 s",
    "  validate  running, 5 s, attempt 2",
    "  deploy    waits for validate",
  ]);
});

test("where there is not the room, what is over goes without saying, and what is left is counted", () => {
  const many = Array.from({ length: 6 }, (_, index) => task(`t${index}`, RUNNING));
  const lines = boardLines("training", run([...tasks, ...many]), 8000, 5);
  expect(lines).toHaveLength(5);
  expect(lines.join()).not.toContain("train ");
  expect(lines.at(-1)).toBe("  and 5 more");
});

test("what a task does before it begins is told as the service says it", () => {
  const terminal = recordedTerminal();
  const display = new WatchDisplay(terminal, "training", () => 8000);
  const pending = (message: string) =>
    run([task("train", { life_cycle_state: "PENDING", state_message: message }, { start_time: 6000 })]);
  display.show(pending(""));
  display.show(pending("Installing libraries"));
  expect(terminal.notes).toEqual(["train: starting", "train: starting: Installing libraries"]);
  expect(boardLines("training", pending("Installing libraries"), 8000, 20)[1]).toBe(
    "  train  starting: Installing libraries, 2 s",
  );
});

test("in a log each state of a task is a line, and after a silence where everything is", () => {
  const terminal = recordedTerminal();
  let now = 8000;
  const display = new WatchDisplay(terminal, "training", () => now);
  display.show(run(tasks));
  display.show(run(tasks));
  now += 9000;
  display.show(run(tasks));
  expect(terminal.notes).toEqual([
    "train: succeeded, 2 s",
    "validate: running, attempt 2",
    "training: running, 1 of 3 tasks done, 16 s; validate running, 14 s, attempt 2",
  ]);
});

test("on a screen a long line of a task is broken, each piece with the task before it", () => {
  const written: string[] = [];
  const screen = { write: (text: string) => written.push(text) > 0, columns: 30 };
  const columns = process.stderr.columns;
  Object.defineProperty(process.stderr, "columns", { value: 30, configurable: true });
  const terminal = { ...recordedTerminal(), ...drawingOn(screen) };
  new WatchDisplay(terminal, "training").log("train", "a".repeat(30));
  Object.defineProperty(process.stderr, "columns", { value: columns, configurable: true });
  const lines = written.join("").trim().split("\n");
  expect(lines).toEqual([`train | ${"a".repeat(22)}`, `train | ${"a".repeat(8)}`]);
});

test("an interruption ends the following, and not the run", async () => {
  const stub = await DatabricksStub.start({ "/api/2.2/jobs/runs/get": () => run([]) });
  try {
    const interruption = { requested: false };
    const listener = {
      begun() {},
      log() {},
      show() {
        interruption.requested = true;
      },
    };
    const client = new DatabricksClient(stub.host, STUB_TOKEN);
    const seen = await followRun(client, 5, listener, { interruption, pause: 10_000 });
    expect(seen.state).toEqual(RUNNING);
    expect(stub.asked).toHaveLength(1);
  } finally {
    await stub.stop();
  }
});

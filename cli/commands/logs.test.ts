import { type Answer, DatabricksStub, Refused } from "../../databricks-client/testing/databricks-stub";
import { ExitCode } from "../exit-code";
import { deployedProject } from "../testing/deployed-project";
import { recordedTerminal } from "../testing/recorded-terminal";
import { logsIn } from "./logs";

let stub: DatabricksStub;
let terminal: ReturnType<typeof recordedTerminal>;

afterEach(async () => {
  await stub?.stop();
  process.exitCode = undefined;
});

const task = (runId: number, key: string, state: object) => ({ run_id: runId, task_key: key, start_time: 1000, state });

async function logs(
  tasks: object[],
  outputs: Record<number, Answer>,
  options: { follow?: boolean; json?: boolean } = {},
): Promise<void> {
  const state = { life_cycle_state: "INTERNAL_ERROR", result_state: "FAILED" };
  stub = await DatabricksStub.start({
    "/api/2.2/jobs/runs/get": () => ({ run_id: 7, state, tasks }),
    ...Object.fromEntries(
      Object.entries(outputs).map(([id, output]) => [`/api/2.2/jobs/runs/get-output?run_id=${id}`, output]),
    ),
  });
  terminal = recordedTerminal();
  await logsIn(deployedProject(stub.host), terminal, "7", undefined, { target: "sandbox", ...options });
}

const UNRESOLVED = "Failed to resolve dynamic value reference '{{tasks.b.values.z}}': the run has no task 'b'.";
const NEVER_BEGUN = { life_cycle_state: "INTERNAL_ERROR", result_state: "FAILED", state_message: UNRESOLVED };
const SUCCEEDED = { life_cycle_state: "TERMINATED", result_state: "SUCCESS" };

test("of several tasks each has a heading with its state, what it printed, and its error", async () => {
  const failed = { life_cycle_state: "INTERNAL_ERROR", result_state: "FAILED", state_message: "Workload failed" };
  await logs([task(1, "train", SUCCEEDED), task(2, "deploy", failed)], {
    1: () => ({ logs: "learned\n" }),
    2: () => ({ logs: "", error: "ValueError: \u001b[2Jno\u202erows" }),
  });
  expect(terminal.results).toEqual(["== train: succeeded", "learned", "== deploy: failed"]);
  expect(terminal.notes).toEqual(["deploy: ValueError: no<U+202E>rows"]);
});

test("what the only task has printed stands alone", async () => {
  await logs([task(1, "train", SUCCEEDED)], { 1: () => ({ logs: "learned\n" }) });
  expect(terminal.results).toEqual(["learned"]);
  expect(terminal.notes).toEqual([]);
});

test.each([
  ["says so", () => ({ logs: "" })],
  ["has no output to be had", new Refused(400, "INVALID_PARAMETER_VALUE", "No output.")],
])("a task that failed before it began, where the service %s, says why", async (_, output) => {
  await logs([task(1, "a", NEVER_BEGUN)], { 1: output });
  expect(terminal.results).toEqual(["== a: failed"]);
  expect(terminal.notes).toEqual([`a: ${UNRESOLVED}`]);
});

test("a task that waits for its libraries says so", async () => {
  await logs([task(1, "a", { life_cycle_state: "PENDING", state_message: "Installing libraries" })], { 1: () => ({}) });
  expect(terminal.results).toEqual(["== a: starting: Installing libraries"]);
});

test("who follows hears of a task that failed before it began", async () => {
  await logs([task(1, "a", NEVER_BEGUN)], { 1: () => ({ logs: "" }) }, { follow: true });
  expect(terminal.notes).toEqual([`a: failed: ${UNRESOLVED}`, "Run 7: failed."]);
  expect(process.exitCode).toBe(ExitCode.runFailed);
});

import { type Answer, DatabricksStub, Refused } from "../../databricks-client/testing/databricks-stub";
import { ExitCode } from "../exit-code";
import { findRun } from "../runs/find-run";
import { deployedProject, FEATURES, TRAINING } from "../testing/deployed-project";
import { recordedTerminal } from "../testing/recorded-terminal";
import { listIn, type RunsOptions } from "./runs";

let stub: DatabricksStub;
let terminal: ReturnType<typeof recordedTerminal>;

afterEach(() => stub?.stop());

async function list(
  answers: Record<string, Answer>,
  names: string[] = [],
  options: Partial<RunsOptions> = {},
): Promise<string[]> {
  stub = await DatabricksStub.start({ "/api/2.2/jobs/runs/list": { has_more: false }, ...answers });
  terminal = recordedTerminal();
  await listIn(deployedProject(stub.host), terminal, names, { target: "sandbox", limit: 20, ...options });
  return terminal.results.join("\n").split("\n");
}

const run = (id: number, start: number, result: string) => ({
  run_id: id,
  start_time: start,
  end_time: start + 1500,
  state: { life_cycle_state: "TERMINATED", result_state: result },
});

const LISTS = (): Record<string, Answer> => ({
  [`/api/2.2/jobs/runs/list?job_id=${TRAINING}`]: {
    runs: [run(3, 3000, "SUCCESS"), run(1, 1000, "FAILED")],
    next_page_token: "2",
  },
  [`/api/2.2/jobs/runs/list?job_id=${TRAINING}&page_token=2`]: { runs: [run(0, 500, "TIMEDOUT")] },
  [`/api/2.2/jobs/runs/list?job_id=${FEATURES}`]: { runs: [run(2, 2000, "SUCCESS")] },
});

const ids = (lines: string[]): string[] => lines.slice(1).map((line) => line.trim().split(" ")[0] ?? "");

test("runs of all jobs are listed, newest first", async () => {
  const lines = await list(LISTS());
  expect(lines[0]).toMatch(/^run +stack +job +state +started +seconds$/);
  expect(lines[1]).toMatch(/^ *3 +dev\.flight-delay +training +succeeded .* 1\.5$/);
  expect(ids(lines)).toEqual(["3", "2", "1", "0"]);
});

test("a limit leaves out the older ones, and asks for no further page than it needs", async () => {
  expect(ids(await list(LISTS(), [], { limit: 2 }))).toEqual(["3", "2"]);
  expect(stub.asked).not.toContain(`/api/2.2/jobs/runs/list?job_id=${TRAINING}&page_token=2`);
});

test("only those that failed, whatever comes before them", async () => {
  expect(ids(await list(LISTS(), [], { failed: true }))).toEqual(["1", "0"]);
});

test("only those of one job, or of one environment", async () => {
  expect(ids(await list(LISTS(), [], { job: "features" }))).toEqual(["2"]);
  await stub.stop();
  expect(await list(LISTS(), ["prod"])).toEqual(["Nothing has run yet."]);
});

describe("where the runs of a job are not the caller's to see", () => {
  const refused = { [`/api/2.2/jobs/runs/list?job_id=${TRAINING}`]: new Refused(403, "PERMISSION_DENIED", "may not") };

  it("lists the others, and names what is left out", async () => {
    expect(ids(await list({ ...LISTS(), ...refused }))).toEqual(["2"]);
    expect(terminal.notes).toEqual(["Left out: jobs of dev.flight-delay whose runs you may not see."]);
  });

  it("is refused in the workspace's words where its stack is named, or where nothing is left", async () => {
    await expect(list({ ...LISTS(), ...refused }, ["dev.flight-delay"])).rejects.toMatchObject({
      refusal: { message: "may not" },
    });
    await stub.stop();
    await expect(list({ ...LISTS(), ...refused }, [], { job: "training" })).rejects.toMatchObject({
      refusal: { message: "may not" },
    });
  });
});

test("as JSON each has its id, job and outcome", async () => {
  const text = (await list(LISTS(), ["dev.flight-delay"], { json: true, limit: 1 })).join("\n");
  expect(JSON.parse(text)).toMatchObject([
    { runId: 3, stack: "dev.flight-delay", job: "training", outcome: "succeeded", seconds: 1.5 },
  ]);
});

test("a job that there is not is told with the nearest", async () => {
  await expect(list(LISTS(), [], { job: "feature" })).rejects.toThrow(
    'There is no job "feature". Did you mean "features"? There are: "training" or "features".',
  );
});

describe("a run by its number", () => {
  const find = async (answers: Record<string, Answer>, id: string) => {
    stub = await DatabricksStub.start(answers);
    return await findRun(deployedProject(stub.host), id);
  };

  it("is found in the workspace that has it", async () => {
    const found = await find({ "/api/2.2/jobs/runs/get": { run_id: 7 } }, "7");
    expect(found).toMatchObject({ run: { run_id: 7 }, workspace: { environment: "dev" } });
  });

  it.each([
    ["7", "There is no run 7 in dev: lakestage runs lists them."],
    ["seven", 'A run has a number, and not "seven": lakestage runs lists them.'],
  ])("%s that there is not ends with a mistake", async (id, message) => {
    const none = new Refused(400, "INVALID_PARAMETER_VALUE", "Run 7 does not exist.");
    const found = find({ "/api/2.2/jobs/runs/get": none }, id);
    await expect(found).rejects.toMatchObject({ message, exitCode: ExitCode.mistake });
  });

  it("that may not be seen is refused in the workspace's words", async () => {
    const refused = new Refused(403, "PERMISSION_DENIED", "No View on run 7.");
    await expect(find({ "/api/2.2/jobs/runs/get": refused }, "7")).rejects.toMatchObject({ status: 403 });
  });
});

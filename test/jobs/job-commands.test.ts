import { ExitCode } from "../../cli/exit-code";
import { deployedEstate } from "../harness/deployed-estate";
import type { Estate } from "../harness/estate";

jest.setTimeout(4 * 60_000);

const STACK = "dev.diabetes-progression";
const MODEL = "dev.diabetes_progression.diabetes_progression";

interface Run {
  runId: number;
  job: string;
  outcome: string;
}

/** One project in one environment; each test goes on from the one before. */
describe("a project that is deployed", () => {
  let estate: Estate;
  let runId: number;

  beforeAll(async () => {
    estate = await deployedEstate("projects");
    // Whoever comes first deploys all of it.
  }, 10 * 60_000);
  afterAll(() => estate.dispose());

  it("lists its jobs as its file calls them, and none has run", async () => {
    const { stdout } = await estate.succeed("run", STACK);
    expect(stdout).toMatch(/^training +diabetes-progression-training +never ran$/m);
    expect((await estate.succeed("runs")).stdout).toBe("Nothing has run yet.");
  });

  it("refuses to start a job, in the workspace's words, to whoever may not", async () => {
    const { exitCode, stderr } = await estate.run("run", STACK, "features", "--as", "outsider@lakestage.example");
    expect(exitCode).toBe(ExitCode.notDone);
    expect(stderr).toMatch(/\(\w+ by 127\.0\.0\.1:\d+\/api\//);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(await estate.json("runs")).toEqual([]);
  });

  it("starts one, and ends its run when it is told to", async () => {
    ({ runId } = await estate.json<{ runId: number }>("run", STACK, "features"));
    await estate.succeed("runs", "cancel", String(runId));
    const { exitCode, stderr } = await estate.run("logs", String(runId), "--follow");
    expect({ exitCode, stderr }).toEqual({ exitCode: ExitCode.ok, stderr: `Run ${runId}: cancelled.` });
    expect(await estate.json<Run[]>("runs", "--job", "features")).toMatchObject([{ runId, outcome: "cancelled" }]);
    expect((await estate.run("runs", "cancel", String(runId))).exitCode).toBe(ExitCode.mistake);
  });

  it("tells the last run in its status", async () => {
    const [project] = await estate.json<{ activity: object }[]>("status", STACK);
    expect(project?.activity).toMatchObject({
      models: [{ model: MODEL, versions: [] }],
      lastRuns: [{ job: "features", runId, outcome: "cancelled" }],
    });
  });

  it.each([
    [["promote", "approve", STACK], `No version of ${MODEL} waits for an approval`],
    [["promote", "rollback", STACK], `${MODEL} has no Previous`],
    [["lineage", MODEL], `${MODEL} has no version yet.`],
    [["logs", "5"], "There is no run 5 in dev"],
  ])("has nothing to show for %j yet, and says so in a line", async (command, message) => {
    const { exitCode, stderr } = await estate.run(...command);
    expect({ exitCode, lines: stderr.trim().split("\n").length }).toEqual({ exitCode: ExitCode.mistake, lines: 1 });
    expect(stderr).toContain(message);
  });
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import execa from "execa";
import { parse, stringify } from "yaml";
import { ExitCode } from "../../cli/exit-code";
import { Estate, type Outcome } from "../harness/estate";
import { Project } from "../harness/project";

// Processes are killed in the middle of real work, which is done again.
jest.setTimeout(10 * 60_000);

const STACK = "dev.diabetes-progression";
const SCHEMA = "dev.diabetes_progression";

interface Process {
  pid: number;
  parent: number;
  args: string;
}

/** What is left after something was killed; each test goes on from the one before. */
describe("a run of which something is killed", () => {
  let project: Project;
  let estate: Estate;

  beforeAll(async () => {
    project = Project.create();
    for (const environment of ["dev", "staging", "prod"]) project.copy(`Pulumi.${environment}.yaml`);
    project.copy("projects");
    const file = join(project.directory, "projects", "diabetes-progression.yaml");
    const content = parse(readFileSync(file, "utf8"));
    const model = content.models.diabetes_progression;
    // One attempt: what failed stays failed until it is repaired.
    Object.assign(model, { training: { retries: 0 }, batch: { retries: 0 } });
    Object.assign(model, { inference: ["batch", "streaming"], streaming: { everySeconds: 1 } });
    writeFileSync(file, stringify(content));
    estate = await Estate.create(project.directory);
    await estate.succeed("up", "dev.platform", "dev", STACK);
    await estate.succeed("run", STACK, "features", "--watch");
  });
  afterAll(async () => {
    await estate.dispose();
    project.dispose();
  });

  async function processes(): Promise<Process[]> {
    const { stdout } = await execa("ps", ["-eo", "pid=,ppid=,args="]);
    return stdout.split("\n").map((line) => {
      const [, pid, parent, args = ""] = /^ *(\d+) +(\d+) (.*)$/.exec(line) ?? [];
      return { pid: Number(pid), parent: Number(parent), args };
    });
  }

  const controlPlane = (all: Process[]): Process | undefined =>
    all.find(({ args }) => args.includes("start-control-plane") && args.includes(estate.home));

  const java = (all: Process[]): Process | undefined =>
    all.find(({ args }) => args.startsWith("java") && args.includes(estate.home));

  /** Of the sandbox: the task's own, under its supervisor, under the parent of its environment. */
  function tasks(all: Process[]): Process[] {
    const below = (above: (number | undefined)[]): Process[] => all.filter(({ parent }) => above.includes(parent));
    const pids = (some: Process[]): number[] => some.map(({ pid }) => pid);
    const parents = below([controlPlane(all)?.pid]).filter(({ args }) => args.includes("preloaded_parent"));
    return below(pids(below(pids(parents))));
  }

  async function seen<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
    for (let looked = 0; looked < 600; looked++) {
      const found = await look();
      if (found !== undefined) return found;
      await pause(100);
    }
    throw new Error("what was waited for did not come");
  }

  const start = async (job: string): Promise<string> =>
    String((await estate.json<{ runId: number }>("run", STACK, job)).runId);

  /** Waits until a task of the sandbox works. */
  const working = (): Promise<Process> => seen(async () => tasks(await processes())[0]);

  /** However it ends: of a failed run the command ends with a code of its own. */
  const ended = (run: string): Promise<Outcome> => estate.run("logs", run, "--follow");

  async function outcome(run: string): Promise<string | undefined> {
    const runs = await estate.json<{ runId: number; outcome?: string }[]>("runs", STACK);
    return runs.find(({ runId }) => String(runId) === run)?.outcome;
  }

  async function repair(run: string): Promise<void> {
    await estate.succeed("runs", "repair", run);
    await ended(run);
    expect(await outcome(run)).toBe("succeeded");
  }

  async function count(table: string): Promise<{ all: number; different: number }> {
    const statement = `SELECT count(*), count(DISTINCT patient_id, model_version) FROM ${SCHEMA}.${table}`;
    const { rows } = await estate.json<{ rows: string[][] }>("sql", statement);
    return { all: Number(rows[0]?.[0]), different: Number(rows[0]?.[1]) };
  }

  const expectNoTask = (): Promise<true> =>
    seen(async () => (tasks(await processes()).length === 0 ? true : undefined));

  it("ends as failed where its task is killed, with no Champion; its repair finishes the rest", async () => {
    const run = await start("training");
    process.kill((await working()).pid, "SIGKILL");
    await ended(run);
    expect(await outcome(run)).toBe("failed");
    expect((await estate.succeed("status", STACK)).stdout).not.toContain("Champion");
    await expectNoTask();
    await repair(run);
    expect((await estate.succeed("status", STACK)).stdout).toContain("Champion version ");
  });

  it("is settled by the next control plane where that is killed; its repair finishes the rest", async () => {
    const run = await start("training");
    await working();
    const all = await processes();
    const pid = controlPlane(all)?.pid ?? 0;
    const below = [...tasks(all), java(all)].flatMap((each) => each?.pid ?? []);
    process.kill(pid, "SIGKILL");
    await seen(async () => {
      const left = (await processes()).filter((each) => each.pid === pid || below.includes(each.pid));
      return left.length === 0 ? true : undefined;
    });
    await estate.succeed("sandbox", "start");
    await ended(run);
    expect(await outcome(run)).toBe("failed");
    await repair(run);
  });

  it("scores nothing twice where Spark is killed", async () => {
    const run = await start("batch-inference");
    await working();
    process.kill(java(await processes())?.pid ?? 0, "SIGKILL");
    await ended(run);
    if ((await outcome(run)) === "failed") await repair(run);
    const before = await count("predictions");
    expect(before.all).toBeGreaterThan(0);
    expect(before.different).toBe(before.all);
    await estate.succeed("run", STACK, "batch-inference", "--watch");
    expect(await count("predictions")).toEqual(before);
  });

  it("that streams is cancelled, and goes on where it was", async () => {
    const scored = async (): Promise<{ all: number; different: number }> => {
      const run = await start("streaming-inference");
      await seen(async () => ((await estate.run("logs", run)).stdout.includes("had arrived") ? true : undefined));
      await estate.succeed("runs", "cancel", run);
      await ended(run);
      expect(await outcome(run)).toBe("cancelled");
      await expectNoTask();
      return await count("streamed_predictions");
    };
    const { all, different } = await scored();
    expect(all).toBeGreaterThan(0);
    expect(different).toBe(all);
    // The features change nothing: no further row arrives, and none is scored again.
    const again = await start("streaming-inference");
    await working();
    await estate.succeed("runs", "cancel", again);
    await ended(again);
    expect(await estate.run("runs", "cancel", again)).toMatchObject({ exitCode: ExitCode.mistake });
    expect(await count("streamed_predictions")).toEqual({ all, different });
  });
});

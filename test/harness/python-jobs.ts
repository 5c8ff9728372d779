import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { JsonObject } from "../../sandbox/control-plane";
import { jobsBackground } from "../../sandbox/services/jobs/background";
import { taskExecutor } from "../../sandbox/services/jobs/task-executors";
import { TestJobs } from "../../sandbox/testing/jobs";

const GIT_FOLDER = "/Shared/code";

/** A workspace whose jobs run Python for real, from a Git folder that a test writes, with nothing but Python in it. */
export class PythonJobs {
  private constructor(
    readonly jobs: TestJobs,
    /** The checkout that the Git folder stands for. */
    readonly checkout: string,
    /** Where tasks have their folders. */
    readonly tasks: string,
    private readonly folder: string,
  ) {}

  /** @param prepare is given the folder in which tasks get theirs, before there is any. */
  static async start(prepare: (tasks: string) => void = () => {}): Promise<PythonJobs> {
    const folder = mkdtempSync(join(tmpdir(), "lakestage-tasks-"));
    const [checkout, tasks] = [join(folder, "checkout"), join(folder, "tasks")];
    mkdirSync(checkout);
    mkdirSync(tasks);
    prepare(tasks);
    writeFileSync(join(checkout, "requirements.txt"), "# Nothing but Python.\n");
    const jobs = await TestJobs.start({
      background: (kernel) =>
        jobsBackground(
          kernel,
          taskExecutor({
            perform: kernel.perform,
            folder: tasks,
            estate: checkout,
            checkouts: [checkout],
            limits: { memoryBytes: 300 * 1024 * 1024, graceSeconds: 1 },
            tell: () => {},
          }),
        ),
    });
    await jobs.ok("POST", "/api/2.0/repos", { url: "https://github.com/x/y", provider: "gitHub", path: GIT_FOLDER });
    return new PythonJobs(jobs, checkout, tasks, folder);
  }

  /** Of the workspace. */
  get address(): string {
    return this.jobs.workspace.address;
  }

  /** A workspace admin's. */
  get token(): string {
    return this.jobs.sandbox.token("lakestage-deployer");
  }

  async stop(): Promise<void> {
    await this.jobs.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What the workspace calls a file of the checkout. */
  static pathOf(file: string): string {
    return `/Workspace${GIT_FOLDER}/${file}`;
  }

  /** A task that runs this Python from the Git folder. */
  task(key: string, source: string, more: JsonObject = {}): JsonObject {
    writeFileSync(join(this.checkout, `${key}.py`), source);
    return {
      task_key: key,
      environment_key: "python",
      spark_python_task: { python_file: PythonJobs.pathOf(`${key}.py`), parameters: ["one", "{{job.run_id}}"] },
      ...more,
    };
  }

  /** Makes a job of these tasks, whose libraries are those of a file of the checkout. @returns its id. */
  create(tasks: JsonObject[], settings: JsonObject = {}, requirements = "requirements.txt"): Promise<number> {
    const spec = { environment_version: "4", dependencies: [`-r ${PythonJobs.pathOf(requirements)}`] };
    return this.jobs.create({ tasks, environments: [{ environment_key: "python", spec }], ...settings });
  }

  /** Makes a job of these tasks, and starts it. @returns the run's id. */
  async start(tasks: JsonObject[], requirements?: string): Promise<number> {
    const id = await this.create(tasks, {}, requirements);
    return Number((await this.jobs.ok("POST", "/api/2.2/jobs/run-now", { job_id: id })).run_id);
  }

  /** Runs a job of these tasks to its end. */
  async run(...tasks: JsonObject[]): Promise<JsonObject> {
    return await this.ended(await this.start(tasks));
  }

  async cancel(runId: number): Promise<JsonObject> {
    await this.jobs.ok("POST", "/api/2.2/jobs/runs/cancel", { run_id: runId });
    return await this.ended(runId);
  }

  /** Runs again what did not succeed of it. @param as who asks for that. */
  async repair(runId: number, as?: string): Promise<JsonObject> {
    const { repair_history: history } = await this.jobs.ok(
      "GET",
      `/api/2.2/jobs/runs/get?run_id=${runId}&include_history=true`,
    );
    const latest = (history as JsonObject[]).at(-1)?.id;
    const request = {
      run_id: runId,
      rerun_all_failed_tasks: true,
      ...(latest === undefined ? {} : { latest_repair_id: latest }),
    };
    const { status, body } = await this.jobs.post("runs/repair", request, as);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return await this.ended(runId);
  }

  async ended(runId: unknown): Promise<JsonObject> {
    for (let looked = 0; looked < 2000; looked++) {
      const run = await this.jobs.ok("GET", `/api/2.2/jobs/runs/get?run_id=${runId}`);
      if ((run.status as JsonObject).state === "TERMINATED") return run;
      await pause(50);
    }
    throw new Error(`run ${runId} did not end`);
  }

  /** What a task of the run left, by its key; of the only one where none is named. */
  outputOf(run: JsonObject, key?: string): Promise<JsonObject> {
    const task = (run.tasks as JsonObject[]).find((each) => key === undefined || each.task_key === key);
    return this.jobs.ok("GET", `/api/2.2/jobs/runs/get-output?run_id=${task?.run_id}`);
  }

  /** How each task ended. */
  static results(run: JsonObject): Record<string, unknown> {
    return Object.fromEntries(
      (run.tasks as JsonObject[]).map(({ task_key: key, state }) => [key, (state as JsonObject).result_state]),
    );
  }
}

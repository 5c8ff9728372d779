import { setTimeout as pause } from "node:timers/promises";
import type { JsonObject } from "../control-plane";
import { type JobsBackgroundOptions, jobsBackground } from "../services/jobs/background";
import { failed, succeeded } from "../services/jobs/run-records/states";
import type {
  ExecutableTask,
  Execution,
  ExecutionListener,
  TaskEnd,
  TaskExecutor,
} from "../services/jobs/runs/task-executor";
import { TestJobs } from "./jobs";
import type { TestResponse } from "./sandbox";
import { TestClock } from "./test-clock";

/** A task that a test executes by hand. */
export interface Executed extends ExecutableTask {
  listener: ExecutionListener;
  isStopped: boolean;
}

/** Executes nothing: tests say how tasks end. */
class ByHand implements TaskExecutor {
  readonly tasks: Executed[] = [];

  constructor(private readonly begins: boolean) {}

  execute(task: ExecutableTask, listener: ExecutionListener): Execution {
    const executed: Executed = { ...task, listener, isStopped: false };
    this.tasks.push(executed);
    if (this.begins) listener.started();
    return {
      stop: () => {
        if (executed.isStopped) return;
        executed.isStopped = true;
        setImmediate(() => listener.ended({ state: failed("The process was killed.") }));
      },
      logs: () => undefined,
    };
  }

  endLeftBehind(): void {}

  async stop(): Promise<void> {}
}

/** Runs of jobs whose tasks a test executes by hand, by a clock that it moves. */
export class TestRuns {
  private constructor(
    readonly jobs: TestJobs,
    readonly clock: TestClock,
    readonly executed: Executed[],
  ) {}

  /** @param begins whether each task begins at once; else when the test says so. */
  static async start(how: JobsBackgroundOptions = {}, begins = true): Promise<TestRuns> {
    const clock = new TestClock();
    const executor = new ByHand(begins);
    const jobs = await TestJobs.start({ clock, background: (kernel) => jobsBackground(kernel, executor, how) });
    return new TestRuns(jobs, clock, executor.tasks);
  }

  stop(): Promise<void> {
    return this.jobs.stop();
  }

  /** Starts a job of these tasks. @returns the run's id. */
  async startTasks(tasks: JsonObject[], settings: JsonObject = {}): Promise<number> {
    return await this.startJob(await this.jobs.create({ tasks, ...settings }));
  }

  async startJob(job: number, request: JsonObject = {}, as?: string): Promise<number> {
    const { status, body } = await this.jobs.post("run-now", { job_id: job, ...request }, as);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return Number(body.run_id);
  }

  get(run: number, query = ""): Promise<JsonObject> {
    return this.jobs.ok("GET", `/api/2.2/jobs/runs/get?run_id=${run}${query}`);
  }

  call(operation: string, body: JsonObject, as?: string): Promise<TestResponse> {
    return this.jobs.post(`runs/${operation}`, body, as);
  }

  /** The task once it is being executed: the latest attempt of that key in the run. */
  async running(run: number, key: string): Promise<Executed> {
    return await until(() => this.executed.findLast(({ task, run: of }) => of.run_id === run && task.task_key === key));
  }

  /** Lets a task end that is being executed, or will be. */
  async finish(run: number, key: string, end: Partial<TaskEnd> = {}): Promise<void> {
    const executed = await until(() =>
      this.executed.findLast((each) => each.run.run_id === run && each.task.task_key === key && !this.done.has(each)),
    );
    this.done.add(executed);
    executed.listener.ended({ state: succeeded(), ...end });
  }

  fail(run: number, key: string): Promise<void> {
    return this.finish(run, key, { state: failed("Workload failed, see run output for details") });
  }

  /** The run once it has ended. */
  ended(run: number): Promise<JsonObject> {
    return this.inState(run, "TERMINATED");
  }

  /** The run once its newer `status` says so. */
  async inState(run: number, state: string): Promise<JsonObject> {
    return await until(async () => {
      const found = await this.get(run);
      return (found.status as JsonObject).state === state ? found : undefined;
    });
  }

  /** Until there is no such run any more. */
  async gone(run: number): Promise<void> {
    const path = `/api/2.2/jobs/runs/get?run_id=${run}`;
    await until(async () => (await this.jobs.call("GET", path)).status === 400 || undefined);
  }

  /** What has become of each task. */
  static results(run: JsonObject): Record<string, unknown> {
    const tasks = run.tasks as JsonObject[];
    return Object.fromEntries(
      tasks.map(({ task_key: key, state }) => {
        const { result_state: result, life_cycle_state: phase } = state as JsonObject;
        return [key, result ?? phase];
      }),
    );
  }

  private readonly done = new Set<Executed>();
}

const PATIENCE = 400;

async function until<Found>(look: () => Found | undefined | Promise<Found | undefined>): Promise<Found> {
  for (let count = 0; count < PATIENCE; count++) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(5);
  }
  throw new Error("what was waited for did not come");
}

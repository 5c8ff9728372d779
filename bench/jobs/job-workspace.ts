import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { DatabricksClient } from "../../databricks-client";
import type { Estate } from "../../test/harness/estate";

export const PROJECT = "flight-delay";
export const ENVIRONMENT_OF_JOBS = "dev";

/** Where the project's code is, as its jobs name it. */
const CODE = `/Workspace/Projects/${PROJECT}/source`;
const TASKS = `${CODE}/bench/jobs/tasks`;
const LOOK_EVERY = 200;
const DEPLOYER = "lakestage-deployer";

const taskSchema = z.object({
  task_key: z.string(),
  run_id: z.number(),
  /** Milliseconds since 1970: when it was ready to run, and when the run said that it had ended. */
  start_time: z.number(),
  end_time: z.number(),
  state: z.object({ result_state: z.string(), state_message: z.string().default("") }),
});
const runSchema = z.object({ start_time: z.number(), end_time: z.number(), tasks: z.array(taskSchema) });
const listedSchema = z.object({ job_id: z.number(), settings: z.object({ name: z.string() }) });
const jobSchema = z.object({
  settings: z.object({
    run_as: z.record(z.string(), z.string()),
    job_clusters: z.tuple([z.object({ new_cluster: z.record(z.string(), z.unknown()) })]),
  }),
});

/** A run that has ended well. */
export type EndedRun = z.infer<typeof runSchema>;
export type EndedTask = EndedRun["tasks"][number];

/** One task of a run that is submitted: a file of `tasks/`, with its parameters. */
export interface FileTask {
  file: string;
  parameters?: readonly string[];
}

/** The workspace that the shipped project's jobs run in. */
export class JobWorkspace {
  private constructor(
    readonly client: DatabricksClient,
    readonly warehouseId: string,
    /** Their ids, by the names that the project has for them. */
    private readonly jobs: ReadonlyMap<string, number>,
  ) {}

  static async of(estate: Estate): Promise<JobWorkspace> {
    const [address] = Object.values((await estate.addresses()).workspaces);
    if (address === undefined) throw new Error("the estate has no workspace");
    const client = new DatabricksClient(address, await estate.token(DEPLOYER));
    const jobs = (await client.list("/api/2.2/jobs/list", "jobs")).map((each) => listedSchema.parse(each));
    const [warehouse] = await client.list("/api/2.0/sql/warehouses", "warehouses");
    return new JobWorkspace(
      client,
      String(warehouse?.id),
      new Map(jobs.map(({ job_id: id, settings }) => [settings.name.replace(`${PROJECT}-`, ""), id])),
    );
  }

  /** Runs one of the project's jobs to its end: `training`. @throws Error where it ends otherwise than well. */
  async run(job: string): Promise<EndedRun> {
    const started = await this.client.change("POST", "/api/2.2/jobs/run-now", { job_id: this.idOf(job) });
    return await this.ended(started.run_id);
  }

  /** Runs tasks one after the other, as the project's jobs do, and with their packages. @throws as `run`. */
  async submit(tasks: readonly FileTask[]): Promise<EndedRun> {
    const job = await this.client.get("/api/2.2/jobs/get", { job_id: String(this.idOf("features")) });
    const { job_clusters: clusters, run_as: identity } = jobSchema.parse(job).settings;
    const started = await this.client.change("POST", "/api/2.2/jobs/runs/submit", {
      run_name: "bench",
      run_as: identity,
      tasks: tasks.map(({ file, parameters = [] }, index) => ({
        task_key: `task-${index}`,
        ...(index > 0 && { depends_on: [{ task_key: `task-${index - 1}` }] }),
        new_cluster: clusters[0].new_cluster,
        libraries: [{ requirements: `${CODE}/pipelines/requirements.txt` }],
        spark_python_task: { python_file: `${TASKS}/${file}`, parameters },
      })),
    });
    return await this.ended(started.run_id);
  }

  /** What a task printed. */
  async printed({ run_id: id }: EndedTask): Promise<string> {
    const { logs } = await this.client.get("/api/2.2/jobs/runs/get-output", { run_id: String(id) });
    return String(logs ?? "");
  }

  private idOf(name: string): number {
    const found = this.jobs.get(name);
    if (found === undefined) throw new Error(`${PROJECT} has no job ${name}`);
    return found;
  }

  private async ended(id: unknown): Promise<EndedRun> {
    for (;;) {
      const run = await this.client.get("/api/2.2/jobs/runs/get", { run_id: String(id) });
      const { state } = z.object({ state: z.object({ result_state: z.string().optional() }) }).parse(run);
      if (state.result_state === "SUCCESS") return runSchema.parse(run);
      if (state.result_state !== undefined) throw new Error(`run ${id} ended: ${await this.whatFailed(run)}`);
      await pause(LOOK_EVERY);
    }
  }

  private async whatFailed(run: unknown): Promise<string> {
    const { tasks } = z.object({ tasks: z.array(taskSchema.partial()) }).parse(run);
    const failed = tasks.find(({ state }) => state?.result_state === "FAILED");
    const { error, logs } = await this.client.get("/api/2.2/jobs/runs/get-output", { run_id: String(failed?.run_id) });
    return [failed?.task_key, failed?.state?.state_message, error, logs].filter(Boolean).join("\n");
  }
}

import { platformStack } from "../../infra/config";
import { Estate } from "../../test/harness/estate";
import { operatorOf } from "../measure/control-plane-use";
import { proportionalMemory } from "../measure/process-memory";
import { ENVIRONMENT_OF_JOBS, JobWorkspace, PROJECT } from "./job-workspace";
import { measureProjectJobs, type ProjectJobs } from "./project-jobs";
import { measureScaledData, type ScaledRun } from "./scaled-data";
import { measureStarts, type Starts } from "./starts";
import { measureStatements, type StatementsRun } from "./statements";

export interface JobsResult {
  starts: Starts;
  jobs: ProjectJobs;
  scaled: ScaledRun[];
  statements: StatementsRun[];
  memory: JobsMemory;
}

/** Of everything that belongs to the sandbox, in bytes; undefined where the system does not tell. */
export interface JobsMemory {
  /** Before anything has run. */
  atRest: number | undefined;
  /** When a task has run: Spark and the tasks' parent stay for a while. */
  afterTask: number | undefined;
  /** The most that there was, under the training job. */
  training: number | undefined;
}

export interface JobsOptions {
  runs: number;
  /** How long a warehouse is sent statements. */
  seconds: number;
  /** How many times the least data there are. */
  scales: readonly number[];
  progress: (what: string) => unknown;
}

/** Deploys one project, and runs its jobs. */
export async function measureJobs(options: JobsOptions): Promise<JobsResult> {
  const { progress } = options;
  const estate = await Estate.create();
  try {
    progress(`deploying ${PROJECT}`);
    const stacks = [platformStack(ENVIRONMENT_OF_JOBS), ENVIRONMENT_OF_JOBS];
    await estate.succeed("up", ...stacks, `${ENVIRONMENT_OF_JOBS}.${PROJECT}`);
    const workspace = await JobWorkspace.of(estate);
    const { pid } = await (await operatorOf(estate)).status();
    const memory = (): number | undefined => proportionalMemory(pid);
    const atRest = memory();
    const starts = await measureStarts(workspace, pid, options);
    const afterTask = memory();
    const jobs = await measureProjectJobs(workspace, pid, options);
    const statements = await measureStatements(workspace, options);
    const scaled = await measureScaledData(workspace, options);
    return { starts, jobs, scaled, statements, memory: { atRest, afterTask, training: jobs.peakMemory } };
  } finally {
    await estate.dispose();
  }
}

import { JobProcesses, type OfParts } from "./job-processes";
import type { JobWorkspace } from "./job-workspace";

const TRAINING = "training";
/** In the order in which they follow from each other. */
const JOBS = ["features", TRAINING, "batch-inference", "monitoring"] as const;

/** One task of a job's run. */
export interface TaskRun {
  job: string;
  task: string;
  seconds: number;
  processor: OfParts | undefined;
}

export interface JobRun {
  job: string;
  /** How many tasks it has. */
  tasks: number;
  seconds: number;
}

export interface ProjectJobs {
  runs: JobRun[];
  tasks: TaskRun[];
  /** The most that there was under the training job, in bytes. */
  peakMemory: number | undefined;
}

/** Runs the shipped project's jobs, features once and what follows from them as often as asked. @param pid the control plane's. */
export async function measureProjectJobs(
  workspace: JobWorkspace,
  pid: number,
  { runs: times, progress }: { runs: number; progress: (what: string) => unknown },
): Promise<ProjectJobs> {
  const found: ProjectJobs = { runs: [], tasks: [], peakMemory: undefined };
  for (let time = 1; time <= times; time++) {
    for (const job of JOBS) {
      progress(`the job ${job}, run ${time} of ${times}`);
      const processes = new JobProcesses(pid);
      const run = await workspace.run(job).finally(() => processes.stop());
      found.runs.push({ job, tasks: run.tasks.length, seconds: (run.end_time - run.start_time) / 1000 });
      for (const { task_key: task, start_time: from, end_time: to } of run.tasks) {
        found.tasks.push({ job, task, seconds: (to - from) / 1000, processor: processes.between(from, to) });
      }
      if (job === TRAINING) found.peakMemory = Math.max(found.peakMemory ?? 0, processes.peakMemory ?? 0) || undefined;
    }
  }
  return found;
}

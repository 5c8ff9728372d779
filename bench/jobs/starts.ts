import { JobProcesses, type OfParts } from "./job-processes";
import { ENVIRONMENT_OF_JOBS, type FileTask, type JobWorkspace, PROJECT } from "./job-workspace";

/** Empty tasks of a run: one alone may be lucky. */
const EMPTY_TASKS = 10;

/** One task that does what shipped ones do before their own work. */
export interface Start {
  /** From when it was ready to run until the run said that it had ended. */
  seconds: number;
  processor: OfParts | undefined;
}

/** What is passed on the way to a task's work, and after it. */
export interface Starts {
  /** The first since the sandbox was started, which starts Spark and imports what tasks share. */
  first: Start;
  later: Start[];
  /** Of tasks that do nothing. Seconds from when each was ready to run until its first line ran. */
  before: number[];
  /** Seconds from its last line until the run said that it had ended. */
  after: number[];
}

const START: FileTask = {
  file: "start.py",
  parameters: [
    "features",
    `--environment=${ENVIRONMENT_OF_JOBS}`,
    `--catalog=${ENVIRONMENT_OF_JOBS}`,
    `--schema=${PROJECT.replaceAll("-", "_")}`,
    `--project=${PROJECT}`,
  ],
};

/** @param pid the control plane's. */
export async function measureStarts(
  workspace: JobWorkspace,
  pid: number,
  { runs, progress }: { runs: number; progress: (what: string) => unknown },
): Promise<Starts> {
  progress("tasks that start, and do nothing else");
  const [first, ...later] = await startTimes(workspace, pid, runs + 1);
  if (!first) throw new Error("no task was started");
  const { tasks } = await workspace.submit(Array.from({ length: EMPTY_TASKS }, () => ({ file: "empty.py" })));
  const [before, after]: [number[], number[]] = [[], []];
  for (const task of tasks) {
    const ran = Number(await workspace.printed(task));
    before.push(ran - task.start_time / 1000);
    after.push(task.end_time / 1000 - ran);
  }
  return { first, later, before, after };
}

async function startTimes(workspace: JobWorkspace, pid: number, count: number): Promise<Start[]> {
  const processes = new JobProcesses(pid);
  try {
    const { tasks } = await workspace.submit(Array.from({ length: count }, () => START));
    processes.stop();
    return tasks.map(({ start_time: from, end_time: to }) => ({
      seconds: (to - from) / 1000,
      processor: processes.between(from, to),
    }));
  } finally {
    processes.stop();
  }
}

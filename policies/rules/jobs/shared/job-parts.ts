import type { PropertiesOf } from "../../../resource-types";

export type Job = PropertiesOf<"databricks:index/job:Job">;

type ListedTask = NonNullable<Job["tasks"]>[number];
type RepeatedTask = NonNullable<ListedTask["forEachTask"]>["task"];

/** A task of a job's list, or the one that such a task repeats for each of its inputs. */
export type Task = ListedTask | RepeatedTask;

type JobCluster = NonNullable<NonNullable<Job["jobClusters"]>[number]["newCluster"]>;

/** A cluster that lives as long as a run. */
export type Cluster = JobCluster | NonNullable<Task["newCluster"]>;

/** A part of a job, and its path among the job's properties. */
export interface Placed<Part> {
  /** `tasks[2].forEachTask.task` */
  path: string;
  part: Part;
}

/** All tasks, repeated ones too. */
export const tasksOf = ({ tasks }: Job): Placed<Task>[] =>
  (tasks ?? []).flatMap((task, index) => {
    const path = `tasks[${index}]`;
    const repeated = task.forEachTask?.task;
    return [{ path, part: task }, ...(repeated ? [{ path: `${path}.forEachTask.task`, part: repeated }] : [])];
  });

/** All clusters: those that tasks share, and tasks' own. */
export const clustersOf = (job: Job): Placed<Cluster>[] => [
  ...(job.jobClusters ?? []).flatMap(({ newCluster }, index) =>
    newCluster ? [{ path: `jobClusters[${index}].newCluster`, part: newCluster }] : [],
  ),
  ...tasksOf(job).flatMap(({ part: { newCluster }, path }) =>
    newCluster ? [{ path: `${path}.newCluster`, part: newCluster }] : [],
  ),
];

/** Whether it runs without end, and is begun again as a whole. */
export const isContinuous = ({ continuous, triggers }: Job): boolean =>
  Boolean(continuous) || (triggers ?? []).some((trigger) => trigger.continuous);

/** Whether it runs code: neither a condition, nor a loop, nor another job's start. */
export const runsCode = (task: Task): boolean =>
  !task.conditionTask && !task.runJobTask && !("forEachTask" in task && task.forEachTask);

/** Whether it makes versions of a model: by the names of its tasks and its own. */
export const isTraining = (job: Job): boolean =>
  /\btrain(ing)?\b/.test((job.name ?? "").replaceAll("_", " ")) ||
  (job.tasks ?? []).some(({ taskKey }) => /^train(ing)?\b/.test((taskKey ?? "").replaceAll("_", " ")));

/** The command of the project's package that a task runs: `train`. */
export const commandOf = ({ pythonWheelTask, sparkPythonTask }: Task): string | undefined =>
  pythonWheelTask?.entryPoint || sparkPythonTask?.parameters?.[0];

/** Whether it says yes or no of a version or of the code, and would say the same again. */
export const judges = (task: Task): boolean =>
  ["validate", "approve", "integration-test"].includes(commandOf(task) ?? "");

/** The value of a command's option, `--output=predictions`; undefined where the task has none. */
export function optionOf({ pythonWheelTask, sparkPythonTask }: Task, option: string): string | undefined {
  const given = sparkPythonTask?.parameters?.find((parameter) => parameter.startsWith(`--${option}=`));
  return pythonWheelTask?.namedParameters?.[option] ?? given?.slice(option.length + 3);
}

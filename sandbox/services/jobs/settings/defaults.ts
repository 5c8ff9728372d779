import { compareKeys } from "../../../control-plane";
import type { NewCluster } from "../../compute/cluster-attributes";
import type {
  CronSchedule,
  JobCluster,
  JobSettings,
  JobTask,
  Source,
  TaskDependency,
  TriggerConditions,
} from "./job-settings";

/** The settings with what the service fills in where nothing was given. */
export function completeSettings(given: JobSettings): JobSettings {
  const source: Source = given.git_source ? "GIT" : "WORKSPACE";
  const { schedule, trigger, triggers, continuous, tasks, job_clusters: clusters } = given;
  return {
    name: "Untitled",
    email_notifications: {},
    webhook_notifications: {},
    timeout_seconds: 0,
    max_concurrent_runs: 1,
    queue: { enabled: true },
    ...given,
    ...(schedule ? { schedule: unpaused(schedule) } : {}),
    ...(trigger ? { trigger: unpaused(withoutCondition(trigger)) } : {}),
    ...(triggers ? { triggers: triggers.map(withoutCondition) } : {}),
    ...(continuous ? { continuous: unpaused(continuous) } : {}),
    ...(tasks ? { tasks: tasks.map((task) => completeTask(task, source)) } : {}),
    ...(clusters ? { job_clusters: clusters.map(completeJobCluster) } : {}),
    format: "MULTI_TASK",
  };
}

const unpaused = <Started extends Pick<Partial<CronSchedule>, "pause_status">>(started: Started): Started => ({
  pause_status: "UNPAUSED",
  ...started,
});

/** Whether one table or all of them start the job is taken, and shown by no answer. */
function withoutCondition<Started extends TriggerConditions>(trigger: Started): Started {
  if (!trigger.table_update) return trigger;
  const { condition: _, ...table_update } = trigger.table_update;
  return { ...trigger, table_update };
}

function completeTask(task: JobTask, source: Source): JobTask {
  const { notebook_task: notebook, dbt_task: dbt, sql_task: sql, for_each_task: loop } = task;
  return {
    webhook_notifications: {},
    ...completeAnyTask(task),
    ...(notebook ? { notebook_task: { source, ...notebook } } : {}),
    ...(dbt ? { dbt_task: { source, ...dbt } } : {}),
    ...(sql?.file ? { sql_task: { ...sql, file: { source, ...sql.file } } } : {}),
    ...(loop ? { for_each_task: { ...loop, task: completeAnyTask(loop.task) } } : {}),
  };
}

/** Less is filled in for a task that is nested in a `for_each_task`: clients take the rest for a change there. */
function completeAnyTask(task: JobTask): JobTask {
  const { new_cluster: cluster, depends_on: dependencies } = task;
  return {
    run_if: "ALL_SUCCESS",
    timeout_seconds: 0,
    email_notifications: {},
    ...task,
    ...(dependencies ? { depends_on: byTaskKey(dependencies) } : {}),
    ...(cluster ? { new_cluster: completeCluster(cluster) } : {}),
  };
}

const byTaskKey = (dependencies: TaskDependency[]): TaskDependency[] =>
  [...dependencies].sort((one, other) => compareKeys(one.task_key, other.task_key));

function completeJobCluster({ new_cluster: cluster, ...rest }: JobCluster): JobCluster {
  return { ...rest, ...(cluster ? { new_cluster: completeCluster(cluster) } : {}) };
}

/** A pool says itself what its machines are like. */
function completeCluster(cluster: NewCluster): NewCluster {
  const machines = cluster.instance_pool_id
    ? {}
    : {
        enable_elastic_disk: true,
        azure_attributes: { first_on_demand: 1, availability: "ON_DEMAND_AZURE", spot_bid_max_price: -1 },
      };
  return { ...machines, ...cluster };
}

import type { JsonObject } from "../../../control-plane";
import type { NewCluster } from "../../compute/cluster-attributes";
import type { TaskKind } from "./task-kinds";

/*
 * The members of a job's settings that decide something here. All others that the catalogue has are kept as they came.
 */

export interface JobSettings {
  name?: string;
  description?: string;
  format?: "MULTI_TASK";
  tasks?: JobTask[];
  job_clusters?: JobCluster[];
  environments?: { environment_key: string; spec?: JsonObject }[];
  parameters?: { name: string; default: string }[];
  schedule?: CronSchedule;
  trigger?: LegacyTrigger;
  continuous?: { pause_status?: PauseStatus };
  /** Several triggers at once, in place of the three above. */
  triggers?: Trigger[];
  git_source?: GitSource;
  run_as?: RunAs;
  /** The default of a new job is on. */
  queue?: { enabled: boolean };
  max_concurrent_runs?: number;
  /** 0: no limit. */
  timeout_seconds?: number;
  tags?: Record<string, string>;
  email_notifications?: EmailNotifications;
  webhook_notifications?: WebhookNotifications;
  health?: Health;
  budget_policy_id?: string;
  usage_policy_id?: string;
}

/** A task: exactly one of the kinds' members says what it does. */
export interface JobTask extends TaskKinds {
  task_key: string;
  depends_on?: TaskDependency[];
  run_if?: string;
  job_cluster_key?: string;
  existing_cluster_id?: string;
  new_cluster?: NewCluster;
  environment_key?: string;
  libraries?: JsonObject[];
  /** -1: without end. */
  max_retries?: number;
  retry_on_timeout?: boolean;
  disabled?: boolean;
  min_retry_interval_millis?: number;
  timeout_seconds?: number;
  email_notifications?: EmailNotifications;
  webhook_notifications?: WebhookNotifications;
  health?: Health;
}

export type TaskKinds = {
  -readonly [Kind in TaskKind]?: Kind extends keyof KnownTasks ? KnownTasks[Kind] : JsonObject;
};

/** The kinds whose members are looked into. */
interface KnownTasks {
  notebook_task: {
    notebook_path: string;
    source?: Source;
    warehouse_id?: string;
    base_parameters?: Record<string, string>;
  };
  spark_python_task: { python_file: string; source?: Source; parameters?: string[] };
  python_wheel_task: {
    package_name?: string;
    entry_point?: string;
    parameters?: string[];
    named_parameters?: Record<string, string>;
  };
  sql_task: SqlTask;
  dbt_task: { commands: string[]; project_directory?: string; source?: Source; warehouse_id?: string };
  run_job_task: { job_id: number; job_parameters?: Record<string, string> };
  pipeline_task: { pipeline_id: string };
  alert_task: { alert_id?: string; workspace_path?: string; warehouse_id?: string };
  dashboard_task: { dashboard_id?: string; warehouse_id?: string };
  for_each_task: { inputs: string; concurrency?: number; task: JobTask };
  condition_task: { left: string; op: string; right: string };
}

interface SqlTask {
  warehouse_id: string;
  query?: { query_id: string };
  parameters?: Record<string, string>;
  dashboard?: { dashboard_id: string };
  alert?: { alert_id: string };
  file?: { path: string; source?: Source };
}

/** Where a task's code is: in the job's Git repository, or in the workspace. */
export type Source = "GIT" | "WORKSPACE";

export interface TaskDependency {
  task_key: string;
  /** Of a condition task: which of its outcomes leads here. */
  outcome?: string;
}

export interface JobCluster {
  job_cluster_key: string;
  new_cluster?: NewCluster;
}

export type PauseStatus = "PAUSED" | "UNPAUSED";

export interface CronSchedule {
  quartz_cron_expression: string;
  timezone_id: string;
  pause_status?: PauseStatus;
}

/** What may start a run besides a clock. */
export interface TriggerConditions {
  file_arrival?: { url: string } & TriggerPauses;
  table_update?: { table_names: string[]; condition?: "ANY_UPDATED" | "ALL_UPDATED" } & TriggerPauses;
  model?: { securable_name?: string; condition: string } & TriggerPauses;
  periodic?: { interval: number; unit: string };
  sql_condition?: { warehouse_id: string };
}

export interface LegacyTrigger extends TriggerConditions {
  pause_status?: PauseStatus;
}

export interface Trigger extends TriggerConditions {
  schedule?: CronSchedule;
  continuous?: JsonObject;
  pause_status?: PauseStatus;
}

/** Seconds. */
export interface TriggerPauses {
  min_time_between_triggers_seconds?: number;
  wait_after_last_change_seconds?: number;
}

export interface GitSource {
  git_url: string;
  git_branch?: string;
  git_tag?: string;
  git_commit?: string;
}

/** Exactly one of the three. */
export interface RunAs {
  user_name?: string;
  service_principal_name?: string;
  group_name?: string;
}

export const NOTIFIED_EVENTS = [
  "on_start",
  "on_success",
  "on_failure",
  "on_duration_warning_threshold_exceeded",
  "on_streaming_backlog_exceeded",
] as const;

type NotifiedEvent = (typeof NOTIFIED_EVENTS)[number];

export type EmailNotifications = { [Event in NotifiedEvent]?: string[] };
/** Ids of notification destinations. */
export type WebhookNotifications = { [Event in NotifiedEvent]?: { id: string }[] };

export interface Health {
  rules?: { metric: string; op: string; value: number }[];
}

/** What a task's kind asks for. */
interface KindRules {
  /**
   * `cluster`: a cluster, or serverless compute where none is named. `none`: what the task starts has compute of its own,
   * or needs none.
   */
  compute: "cluster" | "none";
  /** On serverless compute it takes an `environment_key`; notebooks have environments of their own. */
  environment?: true;
  /** It cannot run on serverless compute. */
  clusterOnly?: true;
}

/** Every kind of task, under the member of a task that says so. */
export const TASK_KINDS = {
  notebook_task: { compute: "cluster" },
  spark_python_task: { compute: "cluster", environment: true },
  python_wheel_task: { compute: "cluster", environment: true },
  spark_jar_task: { compute: "cluster", environment: true },
  spark_submit_task: { compute: "cluster", clusterOnly: true },
  dbt_task: { compute: "cluster", environment: true },
  python_operator_task: { compute: "cluster", environment: true },
  sql_task: { compute: "none" },
  pipeline_task: { compute: "none" },
  run_job_task: { compute: "none" },
  condition_task: { compute: "none" },
  for_each_task: { compute: "none" },
  dashboard_task: { compute: "none" },
  alert_task: { compute: "none" },
  power_bi_task: { compute: "none" },
  dbt_cloud_task: { compute: "none" },
  dbt_platform_task: { compute: "none" },
  clean_rooms_notebook_task: { compute: "none" },
  gen_ai_compute_task: { compute: "none" },
  ai_runtime_task: { compute: "none" },
} as const satisfies Record<string, KindRules>;

export type TaskKind = keyof typeof TASK_KINDS;

const kinds = Object.keys(TASK_KINDS) as TaskKind[];

/** The kinds that a task names. */
export function kindsOf(task: { readonly [Kind in TaskKind]?: unknown }): TaskKind[] {
  return kinds.filter((kind) => task[kind] !== undefined);
}

export const rulesOf = (kind: TaskKind): KindRules => TASK_KINDS[kind];

import { ExecutorByKind } from "./runs/executor-by-kind";
import { PythonExecutor, type PythonExecutorOptions } from "./runs/python/python-executor";
import { SqlExecutor } from "./runs/sql/sql-executor";
import type { TaskExecutor } from "./runs/task-executor";

/** Runs every kind of task that the sandbox runs. */
export function taskExecutor(options: PythonExecutorOptions): TaskExecutor {
  const python = new PythonExecutor(options);
  const sql = new SqlExecutor();
  return new ExecutorByKind({
    spark_python_task: python,
    python_wheel_task: python,
    notebook_task: python,
    sql_task: sql,
    alert_task: sql,
    dashboard_task: sql,
  });
}

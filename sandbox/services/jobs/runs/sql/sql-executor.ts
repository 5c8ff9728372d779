import type { TaskOutput } from "../../run-records/run";
import { failed, succeeded } from "../../run-records/states";
import type { ExecutableTask, Execution, ExecutionListener, TaskEnd, TaskExecutor } from "../task-executor";
import { alertIdOf, evaluatedAlert, warehouseOfAlert } from "./alert";
import { dashboardOf, refreshedPages } from "./dashboard";
import { runSqlTask } from "./sql-task";
import { Warehouse } from "./warehouse";
import { WorkspaceRequests } from "./workspace-requests";

/** Runs what takes a SQL warehouse, by the workspace's own API, as the task's identity: SQL, alerts, dashboards. */
export class SqlExecutor implements TaskExecutor {
  private readonly underWay = new Set<AbortController>();

  execute(executable: ExecutableTask, listener: ExecutionListener): Execution {
    const stopped = new AbortController();
    this.underWay.add(stopped);
    listener.started();
    void run(executable, stopped.signal)
      .catch((error: unknown) => failure(error instanceof Error ? error.message : String(error)))
      .then((end) => {
        this.underWay.delete(stopped);
        listener.ended(end);
      });
    return { stop: () => stopped.abort(), logs: () => undefined };
  }

  /** It has no processes. */
  endLeftBehind(): void {}

  async stop(): Promise<void> {
    for (const each of this.underWay) each.abort();
  }
}

async function run({ task, host, token }: ExecutableTask, stopped: AbortSignal): Promise<TaskEnd> {
  const { sql_task: sql, alert_task: alert, dashboard_task: dashboard } = task.resolved ?? task.task;
  const workspace = new WorkspaceRequests(host, token);
  if (sql) {
    const output = await runSqlTask(workspace, new Warehouse(workspace, sql.warehouse_id, stopped), sql);
    return { state: succeeded(), output: { sql_output: output } };
  }
  if (alert) {
    const id = await alertIdOf(workspace, alert);
    const warehouse = alert.warehouse_id ?? (await warehouseOfAlert(workspace, id)) ?? "";
    const { state } = await evaluatedAlert(workspace, new Warehouse(workspace, warehouse, stopped), id);
    return { state: succeeded(), output: { alert_output: { alert_state: state } } };
  }
  if (!dashboard?.dashboard_id) return failure("The task has no SQL, alert or dashboard.");
  const refreshed = await dashboardOf(workspace, dashboard.dashboard_id);
  const warehouse = new Warehouse(workspace, dashboard.warehouse_id ?? refreshed.warehouse_id ?? "", stopped);
  const pages = await refreshedPages(refreshed, warehouse);
  const output = { dashboard_output: { page_snapshots: pages } };
  const [first] = pages.flatMap(({ widget_error_details: errors }) => errors);
  return first ? failure(first.message, output) : { state: succeeded(), output };
}

const failure = (message: string, output: TaskOutput = {}): TaskEnd => ({
  state: failed(message),
  output: { ...output, error: message },
});

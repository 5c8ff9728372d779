import { requireSight } from "../../../authority/objects/access-lists";
import { type Call, invalidParameter } from "../../../control-plane";
import { dashboardKind } from "../../dashboards/dashboard";
import { requirePipeline } from "../../pipelines/pipeline";
import { alertKind } from "../../sql/alert";
import { legacyAlertKind } from "../../sql/legacy-alerts";
import { queryKind } from "../../sql/query";
import { jobs, refOf } from "./job";
import type { JobTask } from "./job-settings";

/** @throws ApiError 400 when there is no such job, 403 when the caller may not see it. */
export function requireStartedJob(call: Call, jobId: number): void {
  jobs.existing(call, jobId);
  requireSight(call, refOf(jobId));
}

/** @throws ApiError for a pipeline, an alert, a query or a dashboard that there is none of, or that the caller may not see. */
export function requireNamedObjects(call: Call, task: JobTask): void {
  const { pipeline_task: pipeline, alert_task: alert, dashboard_task: dashboard, sql_task: sql } = task;
  if (pipeline) requirePipeline(call, pipeline.pipeline_id);
  if (alert?.alert_id) requireAsset(call, task, "Alert", alert.alert_id, [alertKind]);
  if (dashboard?.dashboard_id) requireAsset(call, task, "Dashboard", dashboard.dashboard_id, [dashboardKind]);
  if (sql?.query) requireAsset(call, task, "Query", sql.query.query_id, [queryKind]);
  if (sql?.alert) requireAsset(call, task, "Alert", sql.alert.alert_id, [alertKind, legacyAlertKind]);
  // Dashboards of the kind that this task refreshes are no longer made.
  if (sql?.dashboard) requireAsset(call, task, "Dashboard", sql.dashboard.dashboard_id, []);
}

interface Kind {
  isReadable(call: Call, id: string): boolean;
}

function requireAsset(call: Call, { task_key: key }: JobTask, noun: string, id: string, kinds: readonly Kind[]): void {
  // A reference to a parameter names what is known only when the job runs.
  if (id.includes("{{") || kinds.some((kind) => kind.isReadable(call, id))) return;
  throw invalidParameter(`${noun} with ID '${id}' does not exist: task '${key}' names it.`);
}

import { applyMask, type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { requireCron } from "../schedules/quartz-cron";
import { directoryOf } from "../workspace/assets";
import { treePath } from "../workspace/tree";
import { requireWarehouse } from "../workspace/warehouses";
import { type Alert, type AlertSettings, alertKind, shownAlert } from "./alert";
import { type AlertEvaluation, requireAlertParameters, requireEvaluation } from "./alert-checks";
import { type AlertRunAs, requireAlertRunAs, runAsNamed } from "./alert-run-as";

/** What a request may hold: settings, and what only answers tell, which is ignored. */
type RequestedAlert = AlertSettings & {
  evaluation: AlertEvaluation & { state?: string; last_evaluated_at?: string };
  parent_path?: string;
};

const UPDATABLE = [
  "display_name",
  "query_text",
  "warehouse_id",
  "evaluation",
  "schedule",
  "custom_summary",
  "custom_description",
  "parameters",
  "run_as",
  "run_as_user_name",
  "parent_path",
] as const;

function settingsOf(requested: RequestedAlert): AlertSettings {
  const { state: _state, last_evaluated_at: _evaluated, ...evaluation } = requested.evaluation;
  const { custom_summary, custom_description, parameters, run_as, run_as_user_name } = requested;
  return {
    display_name: requested.display_name,
    query_text: requested.query_text,
    warehouse_id: requested.warehouse_id,
    evaluation,
    schedule: requested.schedule,
    ...(custom_summary !== undefined ? { custom_summary } : {}),
    ...(custom_description !== undefined ? { custom_description } : {}),
    ...(parameters !== undefined ? { parameters } : {}),
    ...(run_as !== undefined ? { run_as } : {}),
    ...(run_as_user_name !== undefined ? { run_as_user_name } : {}),
  };
}

/** @throws ApiError 400, 403, 404 */
function requireSettings(call: Call, settings: AlertSettings, before?: AlertSettings): void {
  if (settings.query_text.trim() === "") throw invalidParameter("Alert query_text must not be empty.");
  // The alert runs its query on the warehouse, again and again.
  if (settings.warehouse_id !== before?.warehouse_id) requireWarehouse(call, settings.warehouse_id, "CAN_USE");
  requireEvaluation(call, settings.evaluation);
  requireCron(settings.schedule.quartz_cron_schedule, settings.schedule.timezone_id);
  requireAlertParameters(settings.parameters ?? []);
}

/** Whom the settings name, in either way. */
function requestedRunAs(call: Call, { run_as: runAs, run_as_user_name: name }: AlertSettings): AlertRunAs | undefined {
  if (runAs) return runAs;
  return name ? runAsNamed(call, name) : undefined;
}

const sameName = (one: AlertRunAs | undefined, other: AlertRunAs | undefined): boolean =>
  one?.user_name === other?.user_name && one?.service_principal_name === other?.service_principal_name;

const create: Behaviour<{ alert: RequestedAlert }> = ({ alert: requested }, call) => {
  const settings = settingsOf(requested);
  const { displayName: _, ...asset } = alertKind.place(call, {
    id: call.store.uuid(),
    displayName: settings.display_name,
    parentPath: requested.parent_path,
  });
  requireSettings(call, settings);
  const runAs = requestedRunAs(call, settings);
  if (runAs) requireAlertRunAs(call, runAs);
  const alert: Alert = { ...asset, settings, updatedAt: asset.createdAt, ...(runAs ? { runAs } : {}) };
  return shownAlert(call, alertKind.put(call, alert));
};

const get: Behaviour<{ id: string }> = ({ id }, call) => shownAlert(call, alertKind.readable(call, id));

const list: Behaviour<{ page_size?: number; page_token?: string }> = ({ page_size: size, page_token: token }, call) => {
  const { items, nextToken } = alertKind.page(call, { size, token });
  return { alerts: items.map((alert) => shownAlert(call, alert)), next_page_token: nextToken };
};

const update: Behaviour<{ id: string; alert: RequestedAlert; update_mask: string }> = (
  { id, alert: wanted, update_mask: mask },
  call,
) => {
  const { runAs: ranAs, ...before } = alertKind.active(call, id, "CAN_EDIT");
  const masked = applyMask<RequestedAlert>(
    { ...before.settings, parent_path: directoryOf(before) },
    { parent_path: directoryOf(before), ...wanted },
    mask,
    UPDATABLE,
  );
  if (treePath(masked.parent_path ?? directoryOf(before)) !== directoryOf(before)) {
    throw invalidParameter(`The parent_path of alert ${id} can not be changed.`);
  }
  const settings = settingsOf(masked);
  requireSettings(call, settings, before.settings);
  const runAs = requestedRunAs(call, settings);
  if (runAs && !sameName(runAs, ranAs)) requireAlertRunAs(call, runAs);
  const path = alertKind.rename(call, before, settings.display_name);
  const after: Alert = { ...before, path, settings, updatedAt: call.store.now(), ...(runAs ? { runAs } : {}) };
  return shownAlert(call, alertKind.put(call, after));
};

/** Puts the alert into the trash, or, with `purge`, deletes it for good. */
const trash: Behaviour<{ id: string; purge?: boolean }> = ({ id, purge }, call) => {
  const alert = alertKind.trash(call, id);
  if (purge) alertKind.purge(call, alert);
  return undefined;
};

export const alertsService: Service = {
  "sql.AlertsV2.CreateAlert": create,
  "sql.AlertsV2.GetAlert": get,
  "sql.AlertsV2.ListAlerts": list,
  "sql.AlertsV2.UpdateAlert": update,
  "sql.AlertsV2.TrashAlert": trash,
};

import { type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { requireCron } from "../schedules/quartz-cron";
import { requireWarehouse } from "../workspace/warehouses";
import { dashboardKind, requireEtag } from "./dashboard";
import { type Schedule, schedules, subscriptions } from "./schedule";

interface ScheduleId {
  dashboard_id: string;
  schedule_id: string;
}

/** What a request may hold; other members are only told by answers, and ignored. */
type RequestedSchedule = Pick<Schedule, "cron_schedule"> &
  Partial<Pick<Schedule, "display_name" | "pause_status" | "warehouse_id" | "etag">>;

const MOST_SCHEDULES = 10;

/** @throws ApiError 400, 403 */
function settingsOf(call: Call, requested: RequestedSchedule) {
  const { cron_schedule, display_name, pause_status = "UNPAUSED", warehouse_id } = requested;
  requireCron(cron_schedule.quartz_cron_expression, cron_schedule.timezone_id);
  if (warehouse_id) requireWarehouse(call, warehouse_id, "CAN_USE");
  return {
    cron_schedule,
    pause_status,
    ...(display_name === undefined ? {} : { display_name }),
    ...(warehouse_id ? { warehouse_id } : {}),
  };
}

const create: Behaviour<{ dashboard_id: string; schedule: RequestedSchedule }> = (
  { dashboard_id: id, schedule: requested },
  call,
) => {
  dashboardKind.active(call, id, "CAN_EDIT");
  if (requested.etag) throw invalidParameter("A new schedule has no etag: leave it out.");
  const settings = settingsOf(call, requested);
  if (schedules.all(call, [id]).length >= MOST_SCHEDULES) {
    throw invalidParameter(`A dashboard has at most ${MOST_SCHEDULES} schedules.`);
  }
  const now = new Date(call.store.now()).toISOString();
  const schedule: Schedule = {
    schedule_id: call.store.uuid(),
    dashboard_id: id,
    ...settings,
    etag: String(call.store.nextId()),
    create_time: now,
    update_time: now,
  };
  return schedules.put(call, [id, schedule.schedule_id], schedule);
};

const get: Behaviour<ScheduleId> = ({ dashboard_id: dashboard, schedule_id: id }, call) => {
  dashboardKind.active(call, dashboard, "CAN_READ");
  return schedules.existing(call, [dashboard, id]);
};

const list: Behaviour<{ dashboard_id: string; page_size?: number; page_token?: string }> = (request, call) => {
  dashboardKind.active(call, request.dashboard_id, "CAN_READ");
  const asked = { size: request.page_size, token: request.page_token };
  const { items, nextToken } = schedules.page(call, asked, [request.dashboard_id]);
  return { schedules: items, next_page_token: nextToken };
};

const update: Behaviour<ScheduleId & { schedule: RequestedSchedule }> = (
  { dashboard_id: dashboard, schedule_id: id, schedule: requested },
  call,
) => {
  dashboardKind.active(call, dashboard, "CAN_EDIT");
  const { schedule_id, dashboard_id, create_time, etag } = schedules.existing(call, [dashboard, id]);
  if (!requested.etag) throw invalidParameter("A change of a schedule takes the etag that it was read with.");
  requireEtag(requested.etag, etag);
  const schedule: Schedule = {
    schedule_id,
    dashboard_id,
    ...settingsOf(call, requested),
    etag: String(call.store.nextId()),
    create_time,
    update_time: new Date(call.store.now()).toISOString(),
  };
  return schedules.put(call, [dashboard, id], schedule);
};

const remove: Behaviour<ScheduleId & { etag?: string }> = (
  { dashboard_id: dashboard, schedule_id: id, etag },
  call,
) => {
  dashboardKind.active(call, dashboard, "CAN_EDIT");
  requireEtag(etag, schedules.existing(call, [dashboard, id]).etag);
  subscriptions.removeAll(call, [dashboard, id]);
  schedules.remove(call, [dashboard, id]);
  return undefined;
};

export const schedulesService: Service = {
  "dashboards.Lakeview.CreateSchedule": create,
  "dashboards.Lakeview.GetSchedule": get,
  "dashboards.Lakeview.ListSchedules": list,
  "dashboards.Lakeview.UpdateSchedule": update,
  "dashboards.Lakeview.DeleteSchedule": remove,
};

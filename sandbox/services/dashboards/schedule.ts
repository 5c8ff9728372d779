import { type Call, Collection, notFound, workspaceIdOf } from "../../control-plane";

/** When a dashboard is computed anew and sent to its subscribers. */
export interface Schedule {
  schedule_id: string;
  dashboard_id: string;
  cron_schedule: { quartz_cron_expression: string; timezone_id: string };
  display_name?: string;
  pause_status: "PAUSED" | "UNPAUSED";
  warehouse_id?: string;
  etag: string;
  create_time: string;
  update_time: string;
}

/** Who is sent a dashboard at the times of a schedule. */
export interface Subscription {
  subscription_id: string;
  schedule_id: string;
  dashboard_id: string;
  subscriber: Subscriber;
  skip_notify?: boolean;
  created_by_user_id: number;
  etag: string;
  create_time: string;
  update_time: string;
}

/** One of the two. */
export interface Subscriber {
  destination_subscriber?: { destination_id: string };
  user_subscriber?: { user_id: number };
}

/** Schedules under `<workspace id>/<dashboard id>/<schedule id>`. */
export const schedules = new Collection<Schedule>("dashboards.schedule");

/** Subscriptions under `<workspace id>/<dashboard id>/<schedule id>/<subscription id>`. */
export const subscriptions = new Collection<Subscription>("dashboards.subscription");

/** The key of a dashboard's schedule, or of a subscription to one. */
export const scheduleKey = (call: Call, ...ids: string[]): string => [workspaceIdOf(call), ...ids].join("/");

/** @throws ApiError 404 */
export function existingSchedule(call: Call, dashboardId: string, id: string): Schedule {
  const found = call.store.get(schedules, scheduleKey(call, dashboardId, id));
  if (!found) throw notFound(`Schedule ${id} of dashboard ${dashboardId} does not exist.`);
  return found;
}

/** Deletes a schedule's subscriptions, or those of all schedules of a dashboard. */
export function forgetSubscriptions(call: Call, ...ids: string[]): void {
  const prefix = `${scheduleKey(call, ...ids)}/`;
  for (const { key } of call.store.list(subscriptions, { prefix })) call.store.delete(subscriptions, key);
}

/** Deletes all schedules of a dashboard, with the subscriptions to them. */
export function forgetSchedules(call: Call, dashboardId: string): void {
  forgetSubscriptions(call, dashboardId);
  const prefix = `${scheduleKey(call, dashboardId)}/`;
  for (const { key } of call.store.list(schedules, { prefix })) call.store.delete(schedules, key);
}

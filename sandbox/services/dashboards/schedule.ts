import { type Call, notFound, WorkspaceObjects } from "../../control-plane";

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

export const schedules = new WorkspaceObjects<Schedule, readonly [dashboard: string, id: string]>(
  "dashboards.schedule",
  ([dashboard, id]) => notFound(`Schedule ${id} of dashboard ${dashboard} does not exist.`),
);

export const subscriptions = new WorkspaceObjects<
  Subscription,
  readonly [dashboard: string, schedule: string, id: string]
>("dashboards.subscription", ([, schedule, id]) =>
  notFound(`Subscription ${id} to schedule ${schedule} does not exist.`),
);

/** Deletes all schedules of a dashboard, with the subscriptions to them. */
export function removeSchedules(call: Call, dashboardId: string): void {
  subscriptions.removeAll(call, [dashboardId]);
  schedules.removeAll(call, [dashboardId]);
}

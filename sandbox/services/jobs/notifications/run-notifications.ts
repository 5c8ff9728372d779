import type { Store } from "../../../control-plane";
import { putRun, putTaskRun, type StoredRun, type StoredTaskRun } from "../run-records/run";
import { hasEnded, type State } from "../run-records/states";
import { attemptsOf, latestByKey } from "../run-records/task-runs-of";
import type { EmailNotifications, Health, JobTask, WebhookNotifications } from "../settings/job-settings";
import { putMessage } from "./outbox";

type Event = "on_start" | "on_success" | "on_failure" | "on_duration_warning_threshold_exceeded";

interface Notified {
  email_notifications?: EmailNotifications & { no_alert_for_skipped_runs?: boolean };
  webhook_notifications?: WebhookNotifications;
  notification_settings?: {
    no_alert_for_skipped_runs?: boolean;
    no_alert_for_canceled_runs?: boolean;
    alert_on_last_attempt?: boolean;
  };
  health?: Health;
}

/** Something that begins and ends: a run, or a task's. */
interface Told {
  state: State;
  begin_time?: number;
  end_time?: number;
  notified: readonly string[];
}

/** Puts the messages there that a run and its tasks have not sent yet. Runs inside a transaction. */
export function notify(store: Store, now: number, run: StoredRun): void {
  const settings: Notified = run.settings;
  const events = dueEvents(run, settings, now);
  for (const event of events) tell(store, now, run, settings, event);
  if (events.length > 0) putRun({ store }, { ...run, notified: [...run.notified, ...events] });
  const attempts = attemptsOf(store, run);
  const latest = latestByKey(attempts);
  for (const task of attempts) {
    const own: Notified & JobTask = task.task;
    const isLast = latest.get(task.task_key) === task;
    const due = dueEvents(task, own, now).filter(
      (event) => isLast || !own.notification_settings?.alert_on_last_attempt || event === "on_success",
    );
    for (const event of due) tell(store, now, run, own, event, task);
    if (due.length > 0) putTaskRun({ store }, { ...task, notified: [...task.notified, ...due] });
  }
}

/** When a run or one of its tasks has taken so long that somebody is to be told. */
export function nextWarning(store: Store, run: StoredRun): number {
  const of = (told: Told, settings: Notified): number => {
    const limit = longest(settings);
    const isDue = limit !== undefined && told.begin_time !== undefined && !hasEnded(told.state);
    return isDue && !told.notified.includes(WARNING) ? (told.begin_time ?? 0) + limit * 1000 : Number.POSITIVE_INFINITY;
  };
  return Math.min(of(run, run.settings), ...attemptsOf(store, run).map((task) => of(task, task.task)));
}

const WARNING: Event = "on_duration_warning_threshold_exceeded";

function dueEvents(told: Told, settings: Notified, now: number): Event[] {
  const events: Event[] = [];
  if (told.begin_time !== undefined) events.push("on_start");
  const limit = longest(settings);
  if (
    limit !== undefined &&
    told.begin_time !== undefined &&
    (told.end_time ?? now) - told.begin_time >= limit * 1000
  ) {
    events.push(WARNING);
  }
  const end = hasEnded(told.state) ? endEvent(told.state, settings) : undefined;
  if (end) events.push(end);
  return events.filter((event) => !told.notified.includes(event) && isHeard(settings, event));
}

/** What nobody asked for is not noted either. */
const isHeard = ({ email_notifications: email, webhook_notifications: webhook }: Notified, event: Event): boolean =>
  (email?.[event]?.length ?? 0) > 0 || (webhook?.[event]?.length ?? 0) > 0;

function endEvent(
  { result, phase }: State,
  { notification_settings: quiet, email_notifications: email }: Notified,
): Event | undefined {
  if (result === "SUCCESS" || result === "SUCCESS_WITH_FAILURES") return "on_success";
  if (result === "EXCLUDED" || result === "DISABLED") return undefined;
  if (result === "CANCELED" || result === "UPSTREAM_CANCELED") {
    return quiet?.no_alert_for_canceled_runs ? undefined : "on_failure";
  }
  if (phase === "SKIPPED" && (quiet?.no_alert_for_skipped_runs || email?.no_alert_for_skipped_runs)) return undefined;
  return "on_failure";
}

const longest = ({ health }: Notified): number | undefined =>
  health?.rules?.find(({ metric }) => metric === "RUN_DURATION_SECONDS")?.value;

function tell(
  store: Store,
  now: number,
  run: StoredRun,
  { email_notifications: email, webhook_notifications: webhook }: Notified,
  event: Event,
  task?: StoredTaskRun,
): void {
  const about = { workspace_id: run.workspace_id, event, run_id: task?.run_id ?? run.run_id, created_at: now };
  for (const to of email?.[event] ?? []) {
    const subject = `${run.run_name}${task ? `, task ${task.task_key}` : ""}: ${event.slice(3).replaceAll("_", " ")}`;
    putMessage(store, { ...about, channel: "email", to, content: { subject }, state: "kept" });
  }
  for (const { id: to } of webhook?.[event] ?? []) {
    putMessage(store, { ...about, channel: "webhook", to, content: payload(run, event, task), state: "waiting" });
  }
}

/** As the service documents it for HTTP webhooks. */
function payload(run: StoredRun, event: Event, task: StoredTaskRun | undefined): object {
  return {
    event_type: `jobs.${event}`,
    workspace_id: String(run.workspace_id),
    ...(task ? { task: { task_key: task.task_key } } : {}),
    run: task ? { run_id: String(task.run_id), parent_run_id: String(run.run_id) } : { run_id: String(run.run_id) },
    job: { job_id: String(run.job_id ?? run.run_id), name: run.run_name },
  };
}

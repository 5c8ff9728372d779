import type { Background, BackgroundOptions } from "../../control-plane";
import { dataServerOf } from "../data/attached";
import { columnsOfSchema } from "../data/spark-schema";
import { putMessage } from "../jobs/notifications/outbox";
import { nextTime } from "../schedules/next-time";
import { type Alert, type AlertEvaluated, alertKind } from "../sql/alert";
import { outcomeOf } from "../sql/alert-outcome";
import { runAsIdOf } from "../sql/alert-run-as";
import { withAlertToken } from "../sql/alert-tokens";
import { allRows } from "../sql/statement-results";
import { type StatementRun, startStatement } from "../sql/statement-run";
import { requireWarehouse, useWarehouse } from "../workspace/warehouses";

interface Watched {
  schedule: string;
  next: number;
}

interface Due {
  key: string;
  workspaceId: number;
  alert: Alert;
}

const NEVER = Number.POSITIVE_INFINITY;

/**
 * Evaluates alerts at their times, as whom they run as, on the data server; keeps what came of it with the alert, and
 * tells whoever subscribed. Times that passed while no control plane ran are not made up for.
 */
export class AlertSchedules implements Background {
  private readonly watched = new Map<string, Watched>();
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly stopHearing: () => void;
  private revision = -1;
  private isStopped = false;
  private callOff: () => void = () => {};

  constructor(private readonly options: BackgroundOptions) {
    this.stopHearing = options.store.onCommit(() => {
      if (options.store.revision(alertKind.kept) !== this.revision) setImmediate(() => this.look());
    });
    this.look();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.stopHearing();
    this.callOff();
    await Promise.all(this.underWay.values());
  }

  private look(): void {
    if (this.isStopped) return;
    this.callOff();
    const { store, clock } = this.options;
    this.revision = store.revision(alertKind.kept);
    const alerts = store.list(alertKind.kept);
    for (const { key, value: alert } of alerts) {
      const due = { key, workspaceId: Number(key.split("/")[0]), alert };
      if (this.isDue(due) && !this.underWay.has(key)) this.start(due);
    }
    const present = new Set(alerts.map(({ key }) => key));
    for (const key of this.watched.keys()) if (!present.has(key)) this.watched.delete(key);
    const next = Math.min(...[...this.watched.values()].map((each) => each.next));
    if (next < NEVER) this.callOff = clock.at(next, () => this.look());
  }

  private isDue({ key, alert: { settings } }: Due): boolean {
    const { schedule } = settings;
    const now = this.options.clock.now();
    const written = JSON.stringify(schedule);
    const before = this.watched.get(key);
    const isDue = before?.schedule === written && before.next <= now;
    if (before?.schedule !== written || isDue) {
      const next =
        schedule.pause_status === "PAUSED"
          ? NEVER
          : (nextTime(schedule.quartz_cron_schedule, schedule.timezone_id, now) ?? NEVER);
      this.watched.set(key, { schedule: written, next });
    }
    return isDue;
  }

  private start(due: Due): void {
    const done = this.evaluate(due)
      .catch((error: unknown): AlertEvaluated => {
        const message = error instanceof Error ? error.message : String(error);
        return { state: "ERROR", at: this.options.clock.now(), message };
      })
      .then((evaluated) => {
        this.underWay.delete(due.key);
        if (evaluated) this.keep(due, evaluated);
      });
    this.underWay.set(due.key, done);
  }

  /** @returns undefined where the alert is in the trash. @throws Error with why it can not be evaluated. */
  private async evaluate({ workspaceId, alert }: Due): Promise<AlertEvaluated | undefined> {
    const { store, perform, clock } = this.options;
    const server = dataServerOf(store);
    if (!server) return undefined;
    const { settings } = alert;
    const active = perform(workspaceId, alert.ownerId, (call) => ({
      isActive: alertKind.isActive(call, alert),
      principalId: runAsIdOf(call, alert),
    }));
    if (active && !active.isActive) return undefined;
    const principalId = active?.principalId ?? alert.ownerId;
    const run = await withAlertToken(store, { workspaceId, principalId }, async (token) => {
      const started = perform(workspaceId, principalId, (call) => {
        requireWarehouse(call, settings.warehouse_id, "CAN_USE");
        useWarehouse(call, settings.warehouse_id);
        const { query_text: statement, warehouse_id, parameters = [] } = settings;
        return startStatement(call, server, token, { warehouse_id, statement, parameters });
      });
      if (!started) throw new Error("Whoever the alert runs as is not in the workspace any more.");
      await started.ended;
      return started;
    });
    return { ...this.outcome(alert, run), at: clock.now() };
  }

  private outcome({ settings }: Alert, run: StatementRun): Omit<AlertEvaluated, "at"> {
    if (run.state !== "SUCCEEDED" || !run.result) throw new Error(run.error?.message ?? `The query was ${run.state}.`);
    const columns = columnsOfSchema(run.result.schema_json, []).map(({ name }) => name);
    const { state, value } = outcomeOf(settings.evaluation, { columns, rows: allRows(run) });
    return { state, ...(value === null ? {} : { value }) };
  }

  private keep({ key, workspaceId, alert }: Due, evaluated: AlertEvaluated): void {
    const { store } = this.options;
    store.transaction(() => {
      const present = store.get(alertKind.kept, key);
      if (!present) return;
      const { settings, evaluated: before } = present;
      const told = isToTell(settings.evaluation.notification ?? {}, before, evaluated);
      const toldAt = told ? evaluated.at : before?.toldAt;
      store.put(alertKind.kept, key, {
        ...present,
        evaluated: { ...evaluated, ...(toldAt === undefined ? {} : { toldAt }) },
      });
      if (told) this.tell(workspaceId, { ...present, settings: alert.settings }, evaluated);
    });
  }

  private tell(workspaceId: number, { id, settings }: Alert, { state, value, at }: AlertEvaluated): void {
    const about = { alert_id: id, alert_name: settings.display_name, state, ...(value === undefined ? {} : { value }) };
    const words = { custom_summary: settings.custom_summary, custom_description: settings.custom_description };
    for (const { destination_id: destination, user_email: email } of settings.evaluation.notification?.subscriptions ??
      []) {
      putMessage(this.options.store, {
        workspace_id: workspaceId,
        event: "on_alert",
        channel: email === undefined ? "webhook" : "email",
        to: email ?? destination ?? "",
        content: { ...about, ...words },
        created_at: at,
        state: email === undefined ? "waiting" : "kept",
      });
    }
  }
}

/** The first time, again after a while where that is asked for, and when all is well again where that is. */
function isToTell(
  {
    retrigger_seconds: seconds = 0,
    notify_on_ok: tellsOk = false,
  }: { retrigger_seconds?: number; notify_on_ok?: boolean },
  before: AlertEvaluated | undefined,
  { state, at }: AlertEvaluated,
): boolean {
  if (state === "OK") return tellsOk && before?.state === "TRIGGERED";
  if (state !== "TRIGGERED") return false;
  if (before?.state !== "TRIGGERED") return true;
  return seconds > 0 && at - (before.toldAt ?? 0) >= seconds * 1000;
}

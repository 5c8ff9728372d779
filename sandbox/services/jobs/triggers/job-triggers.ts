import type { Background, BackgroundOptions } from "../../../control-plane";
import { filesRevision } from "../../../control-plane";
import { nextTime } from "../../schedules/next-time";
import { tableUpdates } from "../../unity-catalog/table-updates";
import { keepTrying } from "../keep-trying";
import { ofJob, runs, runsByJob, type StoredRun, type TriggerType } from "../run-records/run";
import { hasEnded } from "../run-records/states";
import { startJob } from "../runs/new-run";
import { runAsId } from "../runs/run-as";
import { jobs, type StoredJob } from "../settings/job";
import type { TriggerPauses } from "../settings/job-settings";
import { type JobStart, startingJobs, startsOf } from "./job-starts";
import { type Changes, changesOf } from "./watched-changes";

const UNITS: Readonly<Record<string, number>> = {
  MINUTES: 60_000,
  HOURS: 3_600_000,
  DAYS: 86_400_000,
  WEEKS: 604_800_000,
};
/** A continuous job's next run, and the first after a failure, which is doubled with each further one. */
const CONTINUES_AFTER = 10_000;
const RETRIES_AFTER = 30_000;
const RETRIES_AFTER_AT_MOST = 3_600_000;
const NEVER = Number.POSITIVE_INFINITY;

/** What is known of one thing that starts a job. It begins with the settings, and again where those change. */
interface Watched {
  settings: string;
  since: number;
  /** When a clock starts it next. */
  next: number;
  /** What there was when it last started it, or when the watching began. */
  seen?: Changes;
  /** When something was last found that is not seen yet. */
  changedAt?: number;
  startedAt?: number;
}

/**
 * Starts jobs by themselves: by their schedules, when files arrive or tables change, and again and again. What is watched
 * is looked at after each commit. Times that passed while no control plane ran are not made up for.
 */
export class JobTriggers implements Background {
  private readonly watched = new Map<string, Watched>();
  private readonly stopHearing: () => void;
  private looksSoon = false;
  private isStopped = false;
  private revision = -1;
  private callOff: () => void = () => {};

  constructor(private readonly options: BackgroundOptions) {
    this.stopHearing = options.store.onCommit(() => {
      if (this.revisionNow() !== this.revision) this.lookSoon();
    });
    this.lookSoon();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.stopHearing();
    this.callOff();
  }

  private revisionNow(): number {
    const { store } = this.options;
    return store.revision(jobs, runs, tableUpdates) + filesRevision(store);
  }

  private lookSoon(): void {
    if (this.looksSoon || this.isStopped) return;
    this.looksSoon = true;
    setImmediate(() => {
      this.looksSoon = false;
      keepTrying(
        this.options,
        "Jobs can not be started now",
        () => this.lookNow(),
        () => this.isStopped,
      );
    });
  }

  private lookNow(): void {
    this.callOff();
    this.revision = this.revisionNow();
    const next = this.look();
    if (next < NEVER) this.callOff = this.options.clock.at(next, () => this.lookSoon());
  }

  /** Starts what is due. @returns when something is to be looked at next. */
  private look(): number {
    const { store } = this.options;
    const present = new Set<string>();
    let next = NEVER;
    for (const { key, value: job } of store.list(startingJobs)) {
      const workspaceId = Number(key.split("/")[0]);
      startsOf(job.settings).forEach((start, index) => {
        const name = `${key}#${index}`;
        present.add(name);
        next = Math.min(next, this.attend(name, workspaceId, job, start));
      });
    }
    for (const name of this.watched.keys()) if (!present.has(name)) this.watched.delete(name);
    return next;
  }

  private attend(name: string, workspaceId: number, job: StoredJob, start: JobStart): number {
    const now = this.options.clock.now();
    const settings = JSON.stringify(start);
    let watched = this.watched.get(name);
    if (watched?.settings !== settings) {
      watched = { settings, since: now, next: NEVER };
      this.watched.set(name, watched);
    }
    if (start.schedule) return this.attendClock(watched, workspaceId, job, (after) => cronAfter(start, after));
    if (start.periodic) {
      const wait = start.periodic.interval * (UNITS[start.periodic.unit] ?? NEVER);
      return this.attendClock(watched, workspaceId, job, (after) => after + wait);
    }
    if (start.continuous) return this.attendContinuous(watched, workspaceId, job);
    return this.attendChanges(watched, workspaceId, job, start);
  }

  private attendClock(
    watched: Watched,
    workspaceId: number,
    job: StoredJob,
    nextAfter: (time: number) => number,
  ): number {
    const now = this.options.clock.now();
    if (watched.next === NEVER) watched.next = nextAfter(now);
    if (watched.next <= now) {
      watched.next = nextAfter(now);
      this.start(workspaceId, job, "PERIODIC");
    }
    return watched.next;
  }

  /** One run at a time, for ever; after failures with longer and longer pauses. */
  private attendContinuous(watched: Watched, workspaceId: number, job: StoredJob): number {
    const { store, clock } = this.options;
    const others = store
      .list(runsByJob.of(ofJob(workspaceId, job.job_id)), { reverse: true })
      .map(({ value }) => value);
    if (others.some(({ state }) => !hasEnded(state))) return NEVER;
    const due = Math.max(watched.since, (others[0]?.end_time ?? 0) + pauseAfter(others));
    if (due > clock.now()) return due;
    this.start(workspaceId, job, "CONTINUOUS");
    return NEVER;
  }

  private attendChanges(watched: Watched, workspaceId: number, job: StoredJob, start: JobStart): number {
    const { store, clock } = this.options;
    const now = clock.now();
    const found = changesOf(store, start, watched.seen);
    if (!found) return NEVER;
    if (watched.seen === undefined) {
      watched.seen = found.changes;
      return NEVER;
    }
    if (!found.isNew) return NEVER;
    const { min_time_between_triggers_seconds: between = 0, wait_after_last_change_seconds: wait = 0 }: TriggerPauses =
      start.file_arrival ?? start.table_update ?? {};
    const due = Math.max((watched.startedAt ?? 0) + between * 1000, found.lastAt + wait * 1000);
    if (due > now) return due;
    watched.seen = found.changes;
    watched.startedAt = now;
    const { file_arrival: file } = start;
    if (file) this.start(workspaceId, job, "FILE_ARRIVAL", { file_arrival_location: file.url });
    else this.start(workspaceId, job, "TABLE", { updated_tables: found.unseen });
    return NEVER;
  }

  private start(
    workspaceId: number,
    job: StoredJob,
    trigger: TriggerType,
    triggerInfo?: StoredRun["trigger_info"],
  ): void {
    const { store, directory, clock } = this.options;
    store.transaction(() =>
      startJob({ store, workspaceId, now: clock.now() }, job, {
        trigger,
        creator: job.creator_user_name,
        runAsId: runAsId({ store, workspaceId }, directory, job),
        ...(triggerInfo ? { triggerInfo } : {}),
      }),
    );
  }
}

function cronAfter({ schedule }: JobStart, after: number): number {
  if (!schedule) return NEVER;
  return nextTime(schedule.quartz_cron_expression, schedule.timezone_id, after) ?? NEVER;
}

/** @param others the newest first. */
function pauseAfter(others: readonly StoredRun[]): number {
  const firstGood = others.findIndex(
    ({ state }) => state.result === "SUCCESS" || state.result === "SUCCESS_WITH_FAILURES",
  );
  const failures = firstGood < 0 ? others.length : firstGood;
  return failures === 0 ? CONTINUES_AFTER : Math.min(RETRIES_AFTER_AT_MOST, RETRIES_AFTER * 2 ** (failures - 1));
}

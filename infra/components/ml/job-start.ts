import type * as databricks from "@pulumi/databricks";
import type * as pulumi from "@pulumi/pulumi";

export interface Schedule {
  /** Quartz cron, seconds first. */
  cron: string;
  /** A name of the time zone database. */
  timezone: string;
}

/** Tag of a job that tables will start once they are there, so that nobody wonders what does. */
export const WAITS_FOR_TABLES_TAG = "waits_for_tables";

/** What starts a job by itself: one of these, or nothing. */
export interface JobStart {
  schedule?: Schedule | undefined;
  /** Full names of tables; a write to any of them starts the job. */
  onTableUpdate?: pulumi.Input<string>[] | undefined;
  /** Whether some of these tables are not there: nothing starts the job yet, since the service would refuse it. */
  waitsForTables?: boolean | undefined;
  /** A location's address or a volume's path, below which a new file starts the job. */
  onFileArrival?: string | undefined;
  /** Runs without end, begun again when it fails. */
  continuous?: boolean | undefined;
}

/** The part of a job that says what starts it. */
export function jobStart(
  { continuous, onFileArrival, onTableUpdate, schedule, waitsForTables }: JobStart,
  paused: boolean,
): Pick<databricks.JobArgs, "schedule" | "trigger" | "continuous"> {
  const pauseStatus = paused ? "PAUSED" : "UNPAUSED";
  if (continuous) return { continuous: { pauseStatus } };
  if (schedule) return { schedule: { ...quartz(schedule), pauseStatus } };
  if (onTableUpdate) {
    if (waitsForTables) return {};
    // By default any of them starts it. That may be said too, but is never read back: each run would say it again.
    return { trigger: { tableUpdate: { tableNames: onTableUpdate }, pauseStatus } };
  }
  return onFileArrival === undefined ? {} : { trigger: { fileArrival: { url: onFileArrival }, pauseStatus } };
}

/** A schedule under the names of jobs and quality monitors. */
export const quartz = ({ cron, timezone }: Schedule) => ({ quartzCronExpression: cron, timezoneId: timezone });

import { z } from "zod";
import { CRON_PATTERN, cronFault, shortestWait } from "../../../../databricks/quartz-cron";
import { TIME_ZONE_IDS } from "../../../../databricks/time-zone-ids";
import { isTimeZone, timeZonesLike } from "../../../../databricks/time-zones";
import { slipOf } from "../../../../wording/nearest";
import { ANYWAY, setOf, wholeNumber } from "../formats";
import { tableName } from "./names";

function timeZoneFault(name: string): string {
  // A zone a letter or two away is mostly another one, where the whole name is four letters.
  const [like = slipOf(name, [...TIME_ZONE_IDS])] = [...timeZonesLike(name), ...distancesLike(name)];
  return `must be a time zone such as Europe/Amsterdam${like === undefined ? "" : `; did you mean "${like}"?`}`;
}

/** `UTC+1` → `GMT+1` */
const distancesLike = (name: string): string[] => [name.replace(/^UTC/i, "GMT")].filter(isTimeZone);

/** Databricks lets so many seconds pass between two runs of a job, whatever its cron says. */
const LEAST_SECONDS = 10;

function haste(cron: string, least: number): string | undefined {
  const seconds = shortestWait(cron);
  if (seconds >= least) return undefined;
  return `fires again after ${seconds} ${seconds === 1 ? "second" : "seconds"}, and must leave ${least} at least`;
}

/**
 * When something runs by itself.
 * @param leastSeconds The fewest between two times.
 */
export const schedule = (leastSeconds = LEAST_SECONDS) =>
  z.strictObject({
    cron: z
      .string()
      .superRefine((cron, context) => {
        const problem = cronFault(cron) ?? haste(cron, leastSeconds);
        if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
      })
      .meta({ pattern: CRON_PATTERN })
      .describe("Quartz cron, with seconds first: 0 0 5 * * ? is every day at 5."),
    timezone: z
      .string()
      .superRefine((name, context) => {
        if (!isTimeZone(name)) context.addIssue({ code: "custom", message: timeZoneFault(name) });
      })
      .default("UTC")
      .describe("The time zone that the cron is read in."),
  });

/** Folders on the way to a file, each with its /. */
const FOLDERS = "((?!\\.{1,2}/)[^/*?\\[\\]{}\\s][^/*?\\[\\]{}]*/)*";

/** A container of a storage account in any of Azure's clouds; a volume, by the names that lead to it. */
const WATCHED = new RegExp(
  `^(abfss://[a-z0-9](-?[a-z0-9]){2,62}@[a-z0-9]{3,24}\\.([a-z0-9]+\\.)?dfs\\.(core\\.(windows|usgovcloudapi|chinacloudapi)|storage\\.azure)\\.(net|cn)/|/Volumes/([^/.*?\\s]+/){3})${FOLDERS}$`,
);

/** What starts a job: a clock, or data that arrived. */
export const start = () =>
  z
    .strictObject({
      schedule: schedule().optional().describe("Starts by the clock."),
      onTableUpdate: setOf(tableName())
        .min(1, "must name at least one table")
        .optional()
        .describe("Starts when any of these tables was written."),
      onFileArrival: z
        .string()
        .regex(
          WATCHED,
          "must be abfss://container@account.dfs.core.windows.net/… or /Volumes/catalog/schema/volume/…, ending with /, without .., // and wildcards",
        )
        .optional()
        .describe("Starts when a file arrives below this path."),
    })
    .refine((given) => Object.values(given).filter((one) => one !== undefined).length <= 1, {
      error:
        "must have one of schedule, onTableUpdate and onFileArrival, not several (an empty one takes away what is said elsewhere, as in schedule: null)",
      ...ANYWAY,
    })
    .meta({
      allOf: [
        ["schedule", "onTableUpdate"],
        ["schedule", "onFileArrival"],
        ["onTableUpdate", "onFileArrival"],
      ].map(notBoth),
    });

/** As a JSON Schema: an empty one takes away what is said elsewhere, and is none. */
const notBoth = (keys: readonly string[]) => ({
  not: {
    type: "object",
    required: keys,
    properties: Object.fromEntries(keys.map((key) => [key, { not: { type: "null" } }])),
  },
});

/** Limits and second attempts of a job. */
export const attempts = () =>
  z.strictObject({
    timeoutMinutes: wholeNumber(1, 10_080).default(120).describe("Minutes after which a run is ended."),
    retries: wholeNumber(0, 10).default(1).describe("Further attempts of a failed task."),
    retryAfterMinutes: wholeNumber(0, 1440).default(5).describe("Minutes before a further attempt."),
  });

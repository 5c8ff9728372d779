import { z } from "zod";
import { displayName, prose, setOf, wholeNumber } from "../formats";
import { kebabName, previously, securableName, tableName } from "./names";
import { schedule } from "./timing";

/** Widths of the windows that the service's monitors, and the pipelines' own, compute metrics in. */
export const GRANULARITIES = ["5 minutes", "30 minutes", "1 hour", "1 day", "1 week", "1 month"] as const;

/** A metric of a monitor's own. */
export const customMetric = z.strictObject({
  type: z
    .enum(["aggregate", "derived", "drift"])
    .describe("Computed from rows, from other metrics, or between windows."),
  columns: setOf(displayName())
    .min(1, "must name at least one column, or :table")
    .describe("Columns that it is computed from; :table for the whole table."),
  definition: prose().describe("An SQL expression, as quality monitors take it."),
  dataType: z.enum(["double", "bigint", "string", "boolean"]).default("double").describe("Type of its result."),
});

/** A quality monitor. */
export const monitor = z.strictObject({
  previously: previously(),
  table: z
    .union([z.literal("requests"), tableName()], "must be requests, or a table's name")
    .describe("The table it watches; requests: the inference table of the model's endpoint."),
  model: securableName().optional().describe("The model whose table it is. Default: the project's only one."),
  profile: z
    .enum(["inferenceLog", "timeSeries", "snapshot"])
    .default("snapshot")
    .describe("What the rows are: predictions, measurements in time, or a state."),
  timestamp: securableName().optional().describe("Column that says when; needed but for a snapshot."),
  prediction: securableName().default("prediction").describe("Column with the prediction, of an inferenceLog."),
  modelVersion: securableName().default("model_version").describe("Column with the version, of an inferenceLog."),
  label: securableName().optional().describe("Column with the true value, of an inferenceLog."),
  granularities: setOf(z.enum(GRANULARITIES))
    .min(1, "must have at least one")
    .default(["1 day"])
    .describe("Widths of the windows in time."),
  slices: setOf(prose()).default([]).describe("SQL expressions by which metrics are split."),
  baseline: tableName().optional().describe("Table that drift is measured against. Default: the window before."),
  metrics: z.record(securableName(), customMetric).default({}).describe("Metrics of the project's own, by name."),
  schedule: schedule(60).optional().describe("When it is computed. Default: only when asked."),
});

const COMPARISONS = ["above", "atLeast", "below", "atMost", "equal", "notEqual"] as const;

const LISTENERS = "must be team, email, slack, teams, webhook or an e-mail address";

/** A SQL alert. */
export const alert = z.strictObject({
  description: prose().describe("What is wrong when it fires, and what to do."),
  previously: previously(),
  query: prose().describe(
    "SQL that gives the watched value. {catalog} and {schema} stand for the project's, {monitoring} for its metrics' schema; {{schema}} for the word in braces.",
  ),
  column: displayName().describe("The query's column that is watched."),
  aggregate: z
    .enum(["first", "avg", "count", "max", "median", "min", "stddev", "sum"])
    .default("first")
    .describe("How the column's values become one."),
  fires: z
    .strictObject({
      when: z.enum(COMPARISONS).describe("How the value is compared."),
      threshold: z.number().describe("What it is compared with."),
    })
    .describe("When it fires."),
  whenEmpty: z
    .enum(["ok", "triggered", "unknown"])
    .default("unknown")
    .describe("Its state when the query finds nothing."),
  needs: setOf(tableName()).default([]).describe("Tables that must exist before the alert is made."),
  schedule: schedule(60).prefault({ cron: "0 0 7 * * ?" }).describe("When it is looked at."),
  notify: setOf(z.union([z.enum(["team", "email", "slack", "teams", "webhook"]), z.email(LISTENERS)], LISTENERS))
    .default([])
    .describe("Who hears of it: the team's contacts, the environment's destinations, or e-mail addresses."),
  retrain: securableName()
    .optional()
    .describe("The model whose training it starts. Nobody is told then that the alert is over."),
  repeatMinutes: wholeNumber(1, 43_200).optional().describe("Minutes after which a lasting alert is told again."),
});

/** A dashboard of the project's metrics. */
export const dashboard = z.strictObject({
  enabled: z.boolean().default(true).describe("Whether there is one."),
  title: displayName().optional().describe("Its title. Default: the project's name."),
});

export const monitors = z.record(kebabName(), monitor);
export const alerts = z.record(kebabName(), alert);

import { z } from "zod";
import { numberOf } from "../../yaml/written";
import { emailAddress, jsonNumber, jsonScalar, prose, setOf, wholeNumber } from "../formats";
import { securableName, tableName } from "./names";
import { attempts, start } from "./timing";

/** What a model predicts. */
const TASKS = ["classification", "regression"] as const;

/** Metrics that the pipelines log for each kind of task; see pipelines/README.md. */
export const METRICS = {
  classification: ["accuracy", "precision", "recall", "f1", "roc_auc", "log_loss"],
  regression: ["rmse", "mae", "r2", "mape"],
} as const satisfies Record<(typeof TASKS)[number], readonly string[]>;

/** Metrics that versions are compared by where nobody says one; see pipelines/README.md. */
export const COMPARED_BY = { classification: "f1", regression: "rmse" } as const satisfies {
  [task in (typeof TASKS)[number]]: (typeof METRICS)[task][number];
};

/** Between what values a metric lies. */
const RANGES: Readonly<Record<string, { least?: number; most?: number }>> = {
  ...Object.fromEntries(
    ["accuracy", "precision", "recall", "f1", "roc_auc"].map((metric) => [metric, { least: 0, most: 1 }]),
  ),
  ...Object.fromEntries(["log_loss", "rmse", "mae", "mape"].map((metric) => [metric, { least: 0 }])),
  r2: { most: 1 },
};

/** Of a metric that a project's code logs under a name of its own nothing is known. */
export const rangeOf = (metric: string): { least?: number; most?: number } => RANGES[metric] ?? {};

/** A bound that a version's metric must keep to pass validation. */
const threshold = z
  .strictObject({
    atLeast: jsonNumber().optional().describe("The least value that passes."),
    atMost: jsonNumber().optional().describe("The greatest value that passes."),
  })
  .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, "must have atLeast, atMost or both")
  .meta({ minProperties: 1 })
  .refine(
    ({ atLeast, atMost }) => atLeast === undefined || atMost === undefined || !(numberOf(atLeast) > numberOf(atMost)),
    "must have an atLeast that is not above its atMost",
  );

/** Who decides that a validated version may be deployed. */
const approval = z.discriminatedUnion(
  "rule",
  [
    z.strictObject({ rule: z.literal("automatic").describe("A version that passed validation is deployed.") }),
    z.strictObject({
      rule: z.literal("manual").describe("A person tags the version first."),
      approvers: setOf(emailAddress()).min(1, "must name at least one person").describe("Who is asked, by e-mail."),
      waitMinutes: wholeNumber(0, 10_080)
        .default(0)
        .describe("Minutes for which the task waits for them. 0: it looks once, and the run is repaired afterwards."),
      expiresAfterHours: wholeNumber(1, 8760)
        .default(168)
        .describe("Hours after which an approval that was given is none."),
    }),
  ],
  "must be automatic or manual",
);

/** Training: train → validate → approve → deploy. */
export const training = z.strictObject({
  start: start().default({}).describe("What starts it, beside alerts and people. Default: nothing."),
  ...attempts().shape,
  retries: attempts().shape.retries.describe(
    "Further attempts of a failed task. validate and approve have none: they would judge the same again.",
  ),
});

/** Scoring of whole tables. */
export const batch = z.strictObject({
  start: start().default({}).describe("What starts it. Default: nothing."),
  input: tableName().describe("The table that is scored. Default: the model's feature table.").optional(),
  output: securableName()
    .default("predictions")
    .describe("The table, in the project's schema, that predictions go to."),
  files: z
    .strictObject({
      path: z
        .string()
        .regex(/^(\/Volumes\/|abfss:\/\/)\S+$/, "must be a folder of a volume, /Volumes/…, or an abfss:// address")
        .describe("The folder."),
      format: z.enum(["parquet", "csv"]).default("parquet").describe("What kind of files they are."),
    })
    .optional()
    .describe("Where each run's predictions go as files too."),
  database: z
    .strictObject({
      url: z
        .string()
        .regex(/^jdbc:[a-z]+:\S+$/, "must be as jdbc:postgresql://host/database")
        .describe("The database."),
      table: z.string().regex(/^\S+$/, "must be a table's name").describe("The table, which is made if there is none."),
      signIn: z
        .string()
        .regex(/^[^/\s]+\/[^/\s]+$/, "must be the secret's scope/key")
        .optional()
        .describe(
          'The secret that says who signs in there, as JSON: {"user": …, "password": …}. Default: nobody does.',
        ),
    })
    .optional()
    .describe("Where each run's predictions go by JDBC too."),
  ...attempts().shape,
});

/** Scoring of rows as they arrive. */
export const streaming = z.strictObject({
  input: tableName().describe("The table whose new rows are scored. Default: the model's feature table.").optional(),
  output: securableName()
    .default("streamed_predictions")
    .describe("The table, in the project's schema, that predictions go to."),
  everySeconds: wholeNumber(1, 86_400).default(10).describe("How often it looks for what has arrived."),
  ...attempts().shape,
  timeoutMinutes: wholeNumber(0, 10_080).default(0).describe("Minutes after which a run is ended. 0: never."),
});

const rateLimit = z.strictObject({
  key: z.enum(["endpoint", "user"]).describe("Counted for all callers together, or for each."),
  callsPerMinute: wholeNumber(1, 1_000_000).describe("Calls in a minute, above which callers are turned away."),
});

/** A serving endpoint. */
export const online = z.strictObject({
  workloadSize: z.enum(["Small", "Medium", "Large"]).default("Small").describe("How many requests it takes at once."),
  workloadType: z
    .enum(["CPU", "GPU_SMALL", "GPU_MEDIUM", "GPU_LARGE"])
    .default("CPU")
    .describe("What it runs on. Which GPUs there are depends on the region."),
  scaleToZero: z.boolean().default(false).describe("Whether it stops when nobody calls; the next call then waits."),
  traffic: z
    .strictObject({
      champion: wholeNumber(0, 100).describe("Percent of the requests that the Champion answers."),
      challenger: wholeNumber(0, 100).default(0).describe("Percent that the Challenger answers, where there is one."),
    })
    .default({ champion: 100, challenger: 0 })
    .describe("Who answers requests."),
  baseline: z
    .boolean()
    .default(false)
    .describe("Serve a simple baseline model before there is a Champion, so that callers can begin."),
  inferenceTable: z.boolean().default(true).describe("Whether requests and answers are kept in a table."),
  rateLimits: z.array(rateLimit).max(2, "must have one limit for each key").default([]).describe("Limits on calls."),
  usageTracking: z.boolean().default(true).describe("Whether usage is counted in the system tables."),
});

/** A model that the project trains. */
export const model = z.strictObject({
  task: z.enum(TASKS).describe("What it predicts: a class, or a number."),
  description: prose().describe("What it predicts, and for whom: the registered model's comment."),
  previously: securableName()
    .optional()
    .describe(
      "The name under which it was deployed, which its versions, endpoint, jobs and tables keep. Default: its name here.",
    ),
  label: securableName().describe("The column that it predicts."),
  features: tableName().describe("The feature table that it learns from. Default: the project's only one.").optional(),
  hyperparameters: z
    .record(z.string().min(1, "is empty, and must be a name"), jsonScalar())
    .default({})
    .describe("What the training code is given, by its own names: 1.0 is a float, and 1 is not."),
  metrics: setOf(securableName())
    .default([])
    .describe("Metrics that the project's code logs beside the task's usual ones."),
  thresholds: z
    .record(z.string(), threshold)
    .default({})
    .describe("Bounds that a version must keep to pass validation, by metric."),
  sliceThresholds: z
    .record(z.string(), threshold)
    .default({})
    .describe("The same, to be kept on every slice that the project's code tells apart and that has enough rows."),
  sliceGaps: z
    .record(
      securableName(),
      z.record(
        z.string(),
        jsonNumber((gap) => (gap >= 0 ? undefined : "must be at least 0: no version could keep less")).meta({
          minimum: 0,
        }),
      ),
    )
    .default({})
    .describe("By how much a metric may differ at most between the slices of a column: by column, then by metric."),
  latencyMilliseconds: jsonNumber((bound) =>
    bound > 0 ? undefined : "must be more than 0: no version could keep less",
  )
    .meta({ exclusiveMinimum: 0 })
    .optional()
    .describe("Milliseconds that a prediction of one row may take, in 95 of 100 cases. Default: any."),
  sampleRows: wholeNumber(1, 1_000_000_000)
    .default(1_000_000)
    .describe(
      "Rows that it learns from at most, and rows that it is judged on: they must fit into one machine's memory.",
    ),
  sampling: z
    .enum(["stratified", "recent"])
    .default("stratified")
    .describe("Which rows, where there are more: so that each class keeps its share. Or: the newest."),
  comparedBy: z
    .string()
    .optional()
    .describe("Metric by which Challenger and Champion are compared. Default: f1, rmse."),
  margin: jsonNumber()
    .default(0)
    .describe(
      "By how much of that metric a version must be better, in 95 of 100 resamples of the rows. Below 0, one that is so little worse takes over too.",
    ),
  holdOutDays: wholeNumber(1, 3650)
    .optional()
    .describe("Days at the end that a version is judged on, of rows that have a time. Default: what its code says."),
  refit: z
    .boolean()
    .default(false)
    .describe("Whether a version that won is fitted again on all rows, held-out ones too, before it is used."),
  approval: approval.default({ rule: "automatic" }).describe("Who decides that a validated version is deployed."),
  inference: setOf(z.enum(["batch", "streaming", "online"]))
    .default(["batch"])
    .describe("How the Champion is used."),
  training: training.prefault({}).describe("The training job. Default: the project's training."),
  batch: batch.prefault({}).describe("Batch inference. Default: the project's batch."),
  streaming: streaming.prefault({}).describe("Streaming inference. Default: the project's streaming."),
  online: online.prefault({}).describe("The serving endpoint. Default: the project's online."),
});

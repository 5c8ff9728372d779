import { z } from "zod";
import { GIT_PROVIDERS } from "../../../../databricks/git-providers";
import { RESERVED_NAMES } from "../../../../databricks/securables";
import { LATIN_1, LONGEST_TAG_VALUE, MOST_TAGS_OF_A_JOB } from "../../../../databricks/tags";
import { listed } from "../../../../wording/nearest";
import { OWN_TAGS_OF_A_JOB } from "../../names";
import { displayName, emailAddress, httpsAddress, prose, setOf, wholeNumber } from "../formats";
import { compute } from "./compute";
import { features, onlineStore } from "./features";
import { job } from "./job";
import { batch, model, online, streaming, training } from "./model";
import { alerts, dashboard, GRANULARITIES, monitors } from "./monitoring";
import { kebabName, securableName } from "./names";
import { snapshots } from "./snapshots";
import { attempts, schedule } from "./timing";

/** Of those that a job takes, without those that it gets anyway. */
const MOST_TAGS = MOST_TAGS_OF_A_JOB - OWN_TAGS_OF_A_JOB.length;

/** What jobs, endpoints and the online store are tagged with, a cluster's machines in Azure among them. */
const tagValue = () =>
  displayName()
    .max(LONGEST_TAG_VALUE, `must have at most ${LONGEST_TAG_VALUE} characters, as Azure allows on clusters' machines`)
    .regex(LATIN_1, "must be of Latin letters, digits and signs (Latin-1): Databricks leaves other tags out");

const team = z.strictObject({
  name: displayName().describe("The team's name."),
  contacts: setOf(emailAddress()).min(1, "must name at least one address").describe("Who hears of failures."),
});

const withoutCredential = (address: string): boolean => {
  if (!URL.canParse(address)) return true;
  const { password, username } = new URL(address);
  return username === "" && password === "";
};

const source = z.strictObject({
  repository: httpsAddress()
    .refine(withoutCredential, "must not hold a user or password: the workspace has a Git credential of its own")
    .describe("The Git repository with the project's code."),
  provider: z
    .enum(GIT_PROVIDERS)
    .optional()
    .describe("The service that keeps it. Default: what its host tells, which one of your own does not."),
  directory: z
    .string()
    .regex(/^[\w-]+(\/[\w-]+)*$/, "must be a folder of the repository, without / at its ends")
    .default("pipelines")
    .describe("The folder that the Python package is in."),
  package: securableName().default("lakestage_pipelines").describe("The Python package."),
  delivery: z
    .enum(["gitFolder", "wheel"])
    .default("gitFolder")
    .describe("How code reaches the workspace: a Git folder on the environment's branch, or the package's wheel."),
  branch: z
    .string()
    .regex(
      /^(?!.*(\.\.|\/\/|\/\.|\.lock(\/|$)))[\w-]([\w./-]*[\w-])?$/,
      "must be a branch's name: letters, digits, -, _, . and /, as Git takes them",
    )
    .default("main")
    .describe("The branch that the environment follows."),
  wheel: z
    .string()
    .regex(/^(?![/~])(?!.*(^|\/)\.\.(\/|$)).+\.whl$/, "must be a path within the checkout that ends with .whl")
    .optional()
    .describe("The wheel's path, relative to the checkout; needed for delivery: wheel."),
});

/** The integration test, which runs every pipeline on little data. */
const integrationTest = z.strictObject({
  enabled: z.boolean().default(false).describe("Whether the environment has it."),
  schedule: schedule().optional().describe("When it runs, beside pull requests. Default: never."),
  ...attempts().shape,
  retries: attempts()
    .shape.retries.default(0)
    .describe("Further attempts of a failed task. Most failures are the code's, and the same again."),
});

/** The search for better hyperparameters. */
const tuning = z.strictObject({
  enabled: z.boolean().default(false).describe("Whether the environment has it: a job for each model."),
  trials: wholeNumber(1, 10_000).default(20).describe("How many hyperparameters a run tries."),
  ...attempts().shape,
});

const monitoring = z.strictObject({
  schedule: schedule().optional().describe("When the monitoring job runs. Default: only when asked."),
  granularities: setOf(z.enum(GRANULARITIES))
    .min(1, "must have at least one")
    .default(["1 day"])
    .describe("Widths of the windows in time that metrics are computed in."),
  ...attempts().shape,
});

/** The sections that a project file, `_defaults.yaml` and an environment's overrides all may have. */
export const projectSections = {
  description: prose().describe("What the project is for."),
  team: team.describe("Who owns it."),
  source: source.describe("Where its code is."),
  schema: securableName()
    .refine(
      (name) => !RESERVED_NAMES.includes(name),
      `must be another than ${listed(RESERVED_NAMES)}, which are the service's own`,
    )
    .meta({ not: { enum: RESERVED_NAMES } })
    .optional()
    .describe("Its schema in the environment's catalog. Default: its name, with underscores."),
  features: features.prefault({}).describe("Feature tables and the job that writes them."),
  onlineStore: onlineStore
    .optional()
    .describe("The online store of its features: a Lakebase instance, which Databricks is changing. Default: none."),
  models: z
    .record(securableName(), model)
    .refine((models) => Object.keys(models).length > 0, "must have at least one model")
    .meta({ minProperties: 1 })
    .describe("The models that it trains, by name."),
  training: training.partial().optional().describe("What holds for the training of every model."),
  batch: batch.partial().optional().describe("What holds for batch inference of every model."),
  streaming: streaming.partial().optional().describe("What holds for streaming inference of every model."),
  online: online.partial().optional().describe("What holds for the serving endpoint of every model."),
  monitoring: monitoring.prefault({}).describe("The job that computes the pipelines' own metrics."),
  monitors: monitors.default({}).describe("Quality monitors, by name."),
  alerts: alerts.default({}).describe("SQL alerts, by name."),
  dashboard: dashboard.prefault({}).describe("The dashboard of its metrics."),
  integrationTest: integrationTest.prefault({}).describe("The test that runs every pipeline on little data."),
  tuning: tuning
    .prefault({})
    .describe("The jobs that search for better hyperparameters, and propose them as a change of this file."),
  snapshots: snapshots
    .prefault({})
    .describe("Copies of its tables in other environments, taken where unityCatalog.prodAccess is snapshot."),
  jobs: z.record(kebabName(), job).default({}).describe("Jobs of its own, by name."),
  compute: compute.prefault({}).describe("What its jobs run on."),
  paused: z.boolean().default(false).describe("Whether nothing starts by itself: schedules and triggers are paused."),
  tags: z
    .record(z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, "must be lower-case letters, digits and dashes"), tagValue())
    .refine(
      (tags) => Object.keys(tags).length <= MOST_TAGS,
      `must be at most ${MOST_TAGS}: a job takes ${MOST_TAGS_OF_A_JOB}, with those that it gets anyway`,
    )
    .meta({ maxProperties: MOST_TAGS })
    .default({})
    .describe("Tags that its cost is split by."),
};

export const projectSchema = z.strictObject(projectSections);

export type ProjectSections = z.output<typeof projectSchema>;
export type ProjectInput = z.input<typeof projectSchema>;
export type ModelSettings = z.output<typeof model>;
export type MonitorSettings = z.output<(typeof monitors)["valueType"]>;
export type AlertSettings = z.output<(typeof alerts)["valueType"]>;
export type JobSettings = z.output<typeof job>;
export type FeatureSettings = z.output<typeof features>;
export type SnapshotSettings = z.output<typeof snapshots>;
export type ComputeSettings = z.output<typeof compute>;

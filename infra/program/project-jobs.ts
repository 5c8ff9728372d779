import type * as databricks from "@pulumi/databricks";
import type * as pulumi from "@pulumi/pulumi";
import type { JobStart } from "../components/ml/job-start";
import type { AccessEntry } from "../components/ml/object-permissions";
import type { ProjectCode } from "../components/ml/project-code";
import { type CommandTask, ProjectJob } from "../components/ml/project-job";
import { type JobSettings, jsonOf, type ModelSettings } from "../config";
import { ProjectCommands } from "./project-commands";
import { accessTo, type ProjectContext, renamed } from "./project-context";
import type { Readiness } from "./readiness";

/** What one job is, beside what all jobs of the project have in common. */
interface JobDeclaration {
  description: string;
  tasks: Record<string, CommandTask>;
  parameters?: Record<string, string>;
  start: JobStart;
  limits: Pick<JobSettings, "timeoutMinutes" | "retries" | "retryAfterMinutes">;
  /** Principals beside those of the access model. */
  alsoFor?: AccessEntry[];
  /** What it was called in the stack before, where it had another name. */
  previously?: string | undefined;
  /** Application id of whom it runs as. Default: the project's run identity. */
  runAs?: pulumi.Input<string>;
}

/** The jobs of a project, as far as other parts of the stack need them. */
export interface ProjectJobs {
  /** Training jobs, by model. */
  training: Map<string, databricks.Job>;
}

/** Declares a project's jobs. */
export function declareJobs(
  context: ProjectContext,
  code: ProjectCode,
  experiment: pulumi.Input<string>,
  { tableStarts }: Readiness,
): ProjectJobs {
  const { names, project } = context;
  const commands = new ProjectCommands(context, experiment);
  const { features, integrationTest, monitoring } = project;
  const declare = (key: string, jobName: string, { start, ...declaration }: JobDeclaration): databricks.Job =>
    declareJob(context, code, key, jobName, {
      ...declaration,
      start: { ...start, waitsForTables: start.onTableUpdate !== undefined && !tableStarts.has(jobName) },
    });

  if (Object.keys(features.tables).length > 0) {
    declare("features", names.job("features"), {
      description: `Writes the feature tables of ${project.name}.`,
      tasks: { features: commands.features() },
      start: startOf(context, features.start),
      limits: features,
    });
  }
  const training = new Map<string, databricks.Job>();
  for (const [name, model] of Object.entries(project.models)) {
    const suffix = names.suffix(name);
    training.set(
      name,
      declare(`training${suffix}`, names.modelJob(name, "training"), trainingJob(context, commands, name, model)),
    );
    if (model.inference.includes("batch")) {
      declare(`batch-inference${suffix}`, names.modelJob(name, "batch-inference"), {
        description: `Scores tables with the Champion of ${name}.`,
        tasks: { score: commands.score(name, model) },
        start: startOf(context, model.batch.start),
        limits: model.batch,
      });
    }
    if (model.inference.includes("streaming")) {
      declare(`streaming-inference${suffix}`, names.modelJob(name, "streaming-inference"), {
        description: `Scores rows as they arrive with the Champion of ${name}.`,
        tasks: { score: commands.scoreArriving(name, model) },
        start: { continuous: true },
        limits: model.streaming,
      });
    }
  }
  if (project.tuning.enabled) {
    for (const [name, model] of Object.entries(project.models)) {
      declare(`tuning${names.suffix(name)}`, names.modelJob(name, "tuning"), {
        description: `Searches for hyperparameters of ${name}, and proposes them as a change of the project's file.`,
        tasks: { tune: commands.tune(name, model) },
        start: {},
        limits: project.tuning,
      });
    }
  }
  // What an endpoint answered is in its own table, which quality monitors look at.
  const scored = Object.entries(project.models).filter(([, { inference }]) =>
    inference.some((how) => how !== "online"),
  );
  if (scored.length > 0) {
    declare("monitoring", names.job("monitoring"), {
      description: `Computes the metrics of ${project.name} on what happened since.`,
      tasks: Object.fromEntries(
        scored.map(([name, model]) => [`monitor${names.suffix(name)}`, commands.monitor(name, model)]),
      ),
      start: { schedule: monitoring.schedule },
      limits: monitoring,
    });
  }
  if (integrationTest.enabled) {
    declare("integration-test", names.job("integration-test"), {
      description: `Runs every pipeline of ${project.name} on little data, and removes what it wrote.`,
      tasks: Object.fromEntries(
        Object.entries(project.models).map(([name, model]) => [
          `test${names.suffix(name)}`,
          commands.integrationTest(name, model),
        ]),
      ),
      start: { schedule: integrationTest.schedule },
      limits: integrationTest,
    });
  }
  for (const [name, job] of Object.entries(project.jobs)) {
    declare(name, names.job(name), {
      description: job.description ?? name,
      tasks: Object.fromEntries(Object.entries(job.tasks).map(([key, task]) => [key, commands.own(task)])),
      start: startOf(context, job.start),
      limits: job,
      previously: job.previously,
    });
  }
  return { training };
}

/** train → validate → approve → deploy; the version's address passes from task to task. */
function trainingJob(
  context: ProjectContext,
  commands: ProjectCommands,
  name: string,
  model: ModelSettings,
): JobDeclaration {
  const baseline = model.inference.includes("online") && model.online.baseline;
  return {
    description: `Trains ${name}: train, validate, approve, deploy.`,
    tasks: {
      ...(baseline && { baseline: commands.baseline(name, model) }),
      train: { ...commands.train(name, model), ...(baseline && { dependsOn: ["baseline"] }) },
      validate: { ...commands.validate(model), dependsOn: ["train"] },
      approve: { ...commands.approve(model), dependsOn: ["validate"] },
      deploy: { ...commands.deploy(name, model), dependsOn: ["approve"] },
    },
    parameters: { hyperparameters: jsonOf(model.hyperparameters) },
    start: startOf(context, model.training.start),
    limits: model.training,
    // The webhook that alerts post to starts it.
    alsoFor: [
      {
        principal: { servicePrincipalName: context.environment.retraining.applicationId },
        level: "CAN_MANAGE_RUN",
      },
    ],
  };
}

/** Declares one job. @param key What it is called in the stack. */
export function declareJob(
  context: ProjectContext,
  code: ProjectCode,
  key: string,
  jobName: string,
  { alsoFor = [], description, limits, parameters, previously, runAs = context.runner, start, tasks }: JobDeclaration,
): databricks.Job {
  const { environment, options, project, settings, tags } = context;
  const { compute } = project;
  return new ProjectJob(
    key,
    {
      jobName,
      description,
      tasks,
      ...(parameters && { parameters }),
      code,
      compute: {
        ...compute,
        policyId: environment.jobPolicyId,
        runtime: environment.jobRuntime,
        nodeType: compute.nodeType ?? settings.compute.nodeTypes[0],
        budgetPolicyId: environment.budgetPolicyId,
        tags,
      },
      start,
      paused: project.paused,
      timeoutMinutes: limits.timeoutMinutes,
      retries: limits.retries,
      retryAfterMinutes: limits.retryAfterMinutes,
      notifyOnFailure: project.team.contacts,
      runAs,
      access: [...accessTo("jobs", context), ...alsoFor],
      tags,
    },
    renamed(options, previously),
  ).job;
}

/** Tables get their catalog and schema. */
const startOf = (
  { environment, project }: ProjectContext,
  { onTableUpdate, ...start }: JobSettings["start"],
): JobStart => ({
  ...start,
  onTableUpdate: onTableUpdate?.map(
    (table) => `${environment.catalog}.${table.includes(".") ? table : `${project.schema}.${table}`}`,
  ),
});

import type { Inputs } from "@pulumi/pulumi";
import { ProjectFolder } from "../components/ml/project-folder";
import { ProjectSchemas } from "../components/ml/project-schemas";
import { ProjectModel } from "../components/ml/registered-model";
import {
  type EnvironmentSettings,
  monitoringSchemaOf,
  type ProjectSettings,
  platformStack,
  protectionOf,
  RUNNER_ACCESS,
  type SnapshotTarget,
} from "../config";
import { readEnvironment } from "./environment-reference";
import { ExistingObjects } from "./existing-objects";
import { ownIdentities } from "./own-identities";
import { declareCode } from "./project-code";
import { accessTo, type ProjectContext, tagsOf } from "./project-context";
import { declareJobs } from "./project-jobs";
import { declareMonitoring } from "./project-monitoring";
import { projectNames } from "./project-names";
import { declareOnlineStore, declareServing } from "./project-serving";
import { declareSnapshots, snapshotGrants } from "./project-snapshots";
import { workspaceProvider } from "./providers";
import { readinessOf } from "./readiness";
import { declareReceivedSnapshots } from "./received-snapshots";
import { readinessUnseen, recorded } from "./recorded-readiness";

/** Snapshots of a project's tables, as far as one environment has to do with them. */
export interface SnapshotRoutes {
  /** Where those that are taken here go. */
  targets: readonly SnapshotTarget[];
  /** Environments from which some come here. */
  sources: readonly string[];
}

/** Declares an ML project in an environment and returns the stack's outputs. */
export async function projectStack(
  settings: EnvironmentSettings,
  project: ProjectSettings,
  { sources, targets }: SnapshotRoutes,
): Promise<Inputs> {
  const environment = await readEnvironment(settings.name);
  const identities = ownIdentities(project.name, settings.name, environment);
  const names = projectNames({ prefix: settings.azure.prefix, environment: settings.name, project: project.name });
  const workspace = workspaceProvider(environment.workspaceUrl, {});
  const snapshots =
    targets.length > 0 && identities.snapshots ? { identity: identities.snapshots, targets } : undefined;
  const existing = new ExistingObjects(workspace);
  const readiness =
    (await readinessUnseen(existing)) ??
    (await readinessOf(project, environment.catalog, names, snapshots !== undefined, existing));
  const context: ProjectContext = {
    settings,
    project,
    environment,
    names,
    runner: identities.runner,
    snapshots,
    tags: tagsOf(project, settings.name),
    options: { providers: [workspace] },
  };
  const { folder, schemas } = declareHome(context);
  const models = declareModels(context, schemas);
  const code = declareCode(context, "code", folder, schemas.volumePath);
  const jobs = declareJobs(context, code, folder.experiment.name, readiness);
  const endpoints = declareServing(context, models, schemas, readiness);
  declareOnlineStore(context, schemas, readiness);
  declareSnapshots(context, { code, folder, schemas }, readiness);
  const waitingSnapshots = declareReceivedSnapshots(context, sources);
  declareMonitoring(context, { endpoints, folder, jobs, schemas }, readiness);

  return {
    schema: schemas.main.id,
    runner: context.runner,
    jobs: Object.fromEntries([...jobs.training].map(([name, job]) => [`training${names.suffix(name)}`, job.id])),
    ...(endpoints.size > 0 && {
      endpoints: Object.fromEntries([...endpoints].map(([model, { endpoint }]) => [model, endpoint.name])),
    }),
    readiness: recorded(readiness),
    waiting: [
      ...readiness.waiting,
      // The settings say so since the platform's last deployment.
      ...(targets.length > 0 && !snapshots
        ? [{ what: "snapshots", for: `stack ${platformStack(settings.name)}` }]
        : []),
      ...waitingSnapshots,
    ],
  };
}

/** The folder in the workspace and the schemas in the catalog that everything else goes to. */
function declareHome(context: ProjectContext): { folder: ProjectFolder; schemas: ProjectSchemas } {
  const { environment, options, project, runner, settings } = context;
  const { deletion, forceDestroy } = protectionOf(settings);
  const schemas = new ProjectSchemas(
    "schemas",
    {
      description: project.description,
      catalogName: environment.catalog,
      schemaName: project.schema,
      monitoringSchemaName: monitoringSchemaOf(project.schema),
      runner,
      runnerPrivileges: RUNNER_ACCESS.schema,
      alsoGranted: snapshotGrants(context),
      forceDestroy,
      protect: deletion,
    },
    options,
  );
  const folder = new ProjectFolder(
    "workspace",
    {
      project: project.name,
      description: project.description,
      access: { directories: accessTo("directories", context), experiments: accessTo("experiments", context) },
      artifacts: schemas.volumePath,
      protect: deletion,
    },
    options,
  );
  return { folder, schemas };
}

function declareModels(context: ProjectContext, { main }: ProjectSchemas): Map<string, ProjectModel> {
  const { names, options, project, runner, settings } = context;
  return new Map(
    Object.entries(project.models).map(([modelName, { description }]) => [
      modelName,
      new ProjectModel(
        `model${names.suffix(modelName)}`,
        {
          catalogName: main.catalogName,
          schemaName: main.name,
          modelName,
          description,
          runner,
          runnerPrivileges: RUNNER_ACCESS.model,
          protect: protectionOf(settings).deletion,
        },
        options,
      ),
    ]),
  );
}

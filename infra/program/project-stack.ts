import type { Inputs } from "@pulumi/pulumi";
import { ProjectFolder } from "../components/ml/project-folder";
import { ProjectSchemas } from "../components/ml/project-schemas";
import { ProjectModel } from "../components/ml/registered-model";
import {
  type EnvironmentSettings,
  monitoringSchemaOf,
  type ProjectSettings,
  protectionOf,
  RUNNER_ACCESS,
  type SnapshotTarget,
} from "../config";
import { readEnvironment } from "./environment-reference";
import { ExistingObjects } from "./existing-objects";
import { declareCode } from "./project-code";
import { accessTo, type ProjectContext, tagsOf } from "./project-context";
import { declareIdentities } from "./project-identities";
import { declareJobs } from "./project-jobs";
import { declareMonitoring } from "./project-monitoring";
import { projectNames } from "./project-names";
import { declareOnlineStore, declareServing } from "./project-serving";
import { declareSnapshots, snapshotGrants } from "./project-snapshots";
import { workspaceProvider } from "./providers";
import { readinessOf } from "./readiness";
import { declareReceivedSnapshots } from "./received-snapshots";
import type { Surroundings } from "./surroundings";

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
  surroundings: Surroundings,
): Promise<Inputs> {
  const environment = await readEnvironment(settings.name);
  const names = projectNames({ prefix: settings.azure.prefix, environment: settings.name, project: project.name });
  const workspace = workspaceProvider(environment.workspaceUrl, {});
  const takesSnapshots = targets.length > 0 && environment.snapshotsGroup !== undefined;
  const existing = new ExistingObjects(workspace);
  const readiness = await readinessOf(project, environment.catalog, names, takesSnapshots, existing);
  const identities = declareIdentities(settings, environment, names, takesSnapshots, surroundings);
  const context: ProjectContext = {
    settings,
    project,
    environment,
    names,
    runner: identities.runner.applicationId,
    snapshots: identities.snapshots && { identity: identities.snapshots.applicationId, targets },
    tags: tagsOf(project, settings.name),
    // The workspace knows an identity only once it is a member.
    options: { providers: [workspace], dependsOn: Object.values(identities).flatMap((identity) => identity ?? []) },
  };
  const { folder, schemas } = declareHome(context);
  const models = declareModels(context, schemas);
  const code = declareCode(context, "code", folder, schemas.volumePath);
  const jobs = declareJobs(context, code, folder.experiment.name);
  const endpoints = declareServing(context, models, schemas, readiness);
  declareOnlineStore(context, schemas, readiness);
  declareSnapshots(context, { code, folder, schemas }, readiness);
  const waitingSnapshots = await declareReceivedSnapshots(context, sources);
  await declareMonitoring(context, { endpoints, folder, jobs, schemas }, readiness);

  return {
    schema: schemas.main.id,
    runner: context.runner,
    jobs: Object.fromEntries([...jobs.training].map(([name, job]) => [`training${names.suffix(name)}`, job.id])),
    ...(endpoints.size > 0 && {
      endpoints: Object.fromEntries([...endpoints].map(([model, { endpoint }]) => [model, endpoint.name])),
    }),
    ...(context.snapshots && { snapshotIdentity: context.snapshots.identity }),
    waiting: [
      ...readiness.waiting,
      // Its settings say so since its last deployment.
      ...(targets.length > 0 && !takesSnapshots ? [{ what: "snapshots", for: `stack ${settings.name}` }] : []),
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

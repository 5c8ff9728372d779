import type { Inputs } from "@pulumi/pulumi";
import * as pulumi from "@pulumi/pulumi";
import { ProjectCode } from "../components/ml/project-code";
import { ProjectFolder } from "../components/ml/project-folder";
import { ProjectIdentity } from "../components/ml/project-identity";
import { ProjectSchemas } from "../components/ml/project-schemas";
import { ProjectModel } from "../components/ml/registered-model";
import {
  type EnvironmentSettings,
  monitoringSchemaOf,
  type ProjectSettings,
  protectionOf,
  RUNNER_ACCESS,
} from "../config";
import { readEnvironment } from "./environment-reference";
import { ExistingObjects } from "./existing-objects";
import { accessTo, type ProjectContext, tagsOf } from "./project-context";
import { declareJobs } from "./project-jobs";
import { declareMonitoring } from "./project-monitoring";
import { projectNames } from "./project-names";
import { declareOnlineStore, declareServing } from "./project-serving";
import { accountProvider, workspaceProvider } from "./providers";
import { readinessOf } from "./readiness";

/** Declares an ML project in an environment and returns the stack's outputs. */
export async function projectStack(settings: EnvironmentSettings, project: ProjectSettings): Promise<Inputs> {
  const environment = await readEnvironment(settings.name);
  const names = projectNames({ prefix: settings.azure.prefix, environment: settings.name, project: project.name });
  const workspace = workspaceProvider(environment.workspaceUrl, {});
  const readiness = await readinessOf(project, environment.catalog, names, new ExistingObjects(workspace));

  const identity = new ProjectIdentity(
    "runner",
    {
      accountId: settings.account.id,
      displayName: names.runner,
      runnersGroupId: environment.runnersGroup.id,
      deploymentApplicationId: environment.deploymentApplicationId,
      platformAdmins: settings.groups.platformAdmins,
    },
    { providers: [accountProvider(settings)] },
  );
  const context: ProjectContext = {
    settings,
    project,
    environment,
    names,
    runner: identity.applicationId,
    tags: tagsOf(project, settings.name),
    // The workspace knows the run identity only once it is a member.
    options: { providers: [workspace], dependsOn: [identity] },
  };
  const { folder, schemas } = declareHome(context);
  const models = declareModels(context, schemas);
  const code = declareCode(context, folder, schemas);
  const jobs = declareJobs(context, code, folder.experiment.name);
  const endpoints = declareServing(context, models, schemas, readiness);
  declareOnlineStore(context, schemas, readiness);
  await declareMonitoring(context, { endpoints, folder, jobs, schemas }, readiness);

  return {
    schema: schemas.main.id,
    runner: identity.applicationId,
    jobs: Object.fromEntries([...jobs.training].map(([name, job]) => [`training${names.suffix(name)}`, job.id])),
    ...(endpoints.size > 0 && {
      endpoints: Object.fromEntries([...endpoints].map(([model, { endpoint }]) => [model, endpoint.name])),
    }),
    waiting: readiness.waiting,
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

function declareCode(context: ProjectContext, folder: ProjectFolder, schemas: ProjectSchemas): ProjectCode {
  const { options, project } = context;
  const { branch, delivery, directory, package: packageName, repository, wheel } = project.source;
  return new ProjectCode(
    "code",
    {
      repository,
      branch,
      directory,
      package: packageName,
      wheel: delivery === "wheel" && wheel !== undefined ? `${pulumi.getRootDirectory()}/${wheel}` : undefined,
      folder: folder.path,
      files: schemas.volumePath,
      access: { gitFolders: accessTo("gitFolders", context) },
    },
    options,
  );
}

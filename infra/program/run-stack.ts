import * as pulumi from "@pulumi/pulumi";
import {
  configuredSections,
  describeProblems,
  environmentsIn,
  type FoundElsewhere,
  type LoadResult,
  loadEnvironment,
  loadProject,
  namesSnapshots,
  type ProjectResult,
  type SettingsDirectory,
  SettingsFiles,
  snapshotSources,
  snapshotTargets,
} from "../config";
import { environmentStack } from "./environment-stack";
import { projectStack } from "./project-stack";
import { parseStackName } from "./stack-name";
import { type Surroundings, surroundingsIn } from "./surroundings";

/**
 * Declares what the current stack's name says, from the settings of the Pulumi project in `directory`.
 *
 * @param surroundings Default: what the process's environment says.
 * @throws pulumi.RunError for every mistake of the user's: the engine prints its message and no stack trace.
 */
export async function runStack(
  directory: SettingsDirectory,
  surroundings = surroundingsIn(process.env),
): Promise<pulumi.Inputs> {
  const files = SettingsFiles.in(directory);
  const name = parseStackName(pulumi.getStack(), environmentsIn(files));
  if (!name.ok) throw new pulumi.RunError(name.message);

  const environment = loadEnvironment(files, name.stack.environment, configuredSections(pulumi.runtime.allConfig()));
  if (!environment.ok) throw new pulumi.RunError(describeProblems(environment.problems));
  if (name.stack.kind === "environment") return runEnvironmentStack(files, environment, surroundings);

  const project = loadProject(files, name.stack.project, environment.settings);
  if (!project.ok) throw new pulumi.RunError(describeProblems(project.problems));
  return runProjectStack(files, environment, project, surroundings);
}

/** Declares an environment whose settings are known. @throws pulumi.RunError for mistakes in other environments' files. */
export async function runEnvironmentStack(
  directory: SettingsDirectory,
  { locate, settings }: Loaded<LoadResult>,
  surroundings: Surroundings,
): Promise<pulumi.Inputs> {
  return environmentStack(settings, found(snapshotSources(directory, settings.name)), locate, surroundings);
}

/** Declares a project whose settings are known. @throws pulumi.RunError for mistakes in other environments' files. */
export async function runProjectStack(
  directory: SettingsDirectory,
  { settings: environment }: Loaded<LoadResult>,
  { settings: project }: Loaded<ProjectResult>,
  surroundings: Surroundings,
): Promise<pulumi.Inputs> {
  const files = SettingsFiles.in(directory);
  const sources = found(snapshotSources(files, environment.name));
  const routes = {
    targets: found(snapshotTargets(files, environment, project.name)),
    sources: sources.filter((source) => namesSnapshots(files, project.name, source)),
  };
  return projectStack(environment, project, routes, surroundings);
}

/** Settings without mistakes. */
type Loaded<Result extends { ok: boolean }> = Extract<Result, { ok: true }>;

/** What other environments' files say. One that cannot be understood must not look as if it said nothing. */
function found<Found>(result: FoundElsewhere<Found>): Found[] {
  if (!result.ok) throw new pulumi.RunError(describeProblems(result.problems));
  return result.found;
}

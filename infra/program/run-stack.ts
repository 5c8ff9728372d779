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
  projectsIn,
  type SettingsDirectory,
  SettingsFiles,
  snapshotSources,
  snapshotTargets,
} from "../config";
import { environmentStack } from "./environment-stack";
import { platformStack } from "./platform-stack";
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

  const { stack } = name;
  // Of an environment's own file the engine reads the values to the stack of that name only. To others it says what holds for
  // the estate, also where the environment says something else.
  const configured = stack.kind === "environment" ? configuredSections(pulumi.runtime.allConfig()) : undefined;
  const environment = loadEnvironment(files, stack.environment, configured);
  if (!environment.ok) throw new pulumi.RunError(describeProblems(environment.problems));
  if (stack.kind === "platform") return runPlatformStack(files, environment, surroundings);
  if (stack.kind === "environment") return environmentStack(environment.settings);

  const project = loadProject(files, stack.project, environment.settings);
  if (!project.ok) throw new pulumi.RunError(describeProblems(project.problems));
  return runProjectStack(files, environment, project);
}

/**
 * Declares the platform of an environment whose settings are known.
 * @throws pulumi.RunError for mistakes in other environments' files.
 */
export async function runPlatformStack(
  directory: SettingsDirectory,
  { locate, settings }: Loaded<LoadResult>,
  surroundings: Surroundings,
): Promise<pulumi.Inputs> {
  const files = SettingsFiles.in(directory);
  const projects = projectsIn(files).map((name) => ({
    name,
    takesSnapshots: found(snapshotTargets(files, settings, name)).length > 0,
  }));
  const neighbours = { snapshotsOf: found(snapshotSources(files, settings.name)), projects };
  return platformStack(settings, neighbours, locate, surroundings);
}

/** Declares a project whose settings are known. @throws pulumi.RunError for mistakes in other environments' files. */
export async function runProjectStack(
  directory: SettingsDirectory,
  { settings: environment }: Loaded<LoadResult>,
  { settings: project }: Loaded<ProjectResult>,
): Promise<pulumi.Inputs> {
  const files = SettingsFiles.in(directory);
  const sources = found(snapshotSources(files, environment.name));
  const routes = {
    targets: found(snapshotTargets(files, environment, project.name)),
    sources: sources.filter((source) => namesSnapshots(files, project.name, source)),
  };
  return projectStack(environment, project, routes);
}

/** Settings without mistakes. */
type Loaded<Result extends { ok: boolean }> = Extract<Result, { ok: true }>;

/** What other environments' files say. One that cannot be understood must not look as if it said nothing. */
function found<Found>(result: FoundElsewhere<Found>): Found[] {
  if (!result.ok) throw new pulumi.RunError(describeProblems(result.problems));
  return result.found;
}

import * as pulumi from "@pulumi/pulumi";
import {
  configuredSections,
  describeProblems,
  environmentsIn,
  type FoundElsewhere,
  loadEnvironment,
  loadProject,
  namesSnapshots,
  snapshotSources,
  snapshotTargets,
} from "../config";
import { environmentStack } from "./environment-stack";
import { projectStack } from "./project-stack";
import { parseStackName } from "./stack-name";

/**
 * Declares what the current stack's name says, from the settings of the Pulumi project in `directory`.
 *
 * @throws pulumi.RunError for every mistake of the user's: the engine prints its message and no stack trace.
 */
export async function runStack(directory: string): Promise<pulumi.Inputs> {
  const name = parseStackName(pulumi.getStack(), environmentsIn(directory));
  if (!name.ok) throw new pulumi.RunError(name.message);

  const loaded = loadEnvironment(directory, name.stack.environment, configuredSections(pulumi.runtime.allConfig()));
  if (!loaded.ok) throw new pulumi.RunError(describeProblems(loaded.problems));

  const { environment } = name.stack;
  const sources = found(snapshotSources(directory, environment));
  if (name.stack.kind === "environment") return environmentStack(loaded.settings, sources, loaded.locate);

  const { project: projectName } = name.stack;
  const project = loadProject(directory, projectName, loaded.settings);
  if (!project.ok) throw new pulumi.RunError(describeProblems(project.problems));
  return projectStack(loaded.settings, project.settings, {
    targets: found(snapshotTargets(directory, loaded.settings, projectName)),
    sources: sources.filter((source) => namesSnapshots(directory, projectName, source)),
  });
}

/** What other environments' files say. One that cannot be understood must not look as if it said nothing. */
function found<Found>(result: FoundElsewhere<Found>): Found[] {
  if (!result.ok) throw new pulumi.RunError(describeProblems(result.problems));
  return result.found;
}

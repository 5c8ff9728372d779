import * as pulumi from "@pulumi/pulumi";
import { configuredSections, describeProblems, environmentsIn, loadEnvironment, loadProject } from "../config";
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

  if (name.stack.kind === "environment") return environmentStack(loaded.settings, loaded.locate);

  const project = loadProject(directory, name.stack.project, loaded.settings);
  if (!project.ok) throw new pulumi.RunError(describeProblems(project.problems));
  return projectStack(loaded.settings, project.settings);
}

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Where projects' files are, in the Pulumi project's directory. */
export const PROJECTS_DIRECTORY = "projects";

/** What holds for all projects that do not say otherwise. */
export const DEFAULTS_FILE = `${PROJECTS_DIRECTORY}/_defaults.yaml`;

const PROJECT_FILE = /^([a-z][a-z0-9-]{0,49})\.yaml$/;

export const projectFile = (project: string): string => `${PROJECTS_DIRECTORY}/${project}.yaml`;

/** ML projects that have a file, in alphabetical order. */
export const projectsIn = (directory: string): string[] =>
  filesIn(directory)
    .flatMap((name) => PROJECT_FILE.exec(name)?.[1] ?? [])
    .sort();

/** Files that look like a project's and are none, by their names: nothing would ever be made of them. */
export const misnamedFilesIn = (directory: string): string[] =>
  filesIn(directory)
    .filter((name) => /\.ya?ml$/i.test(name) && name !== "_defaults.yaml" && !PROJECT_FILE.test(name))
    .sort();

function filesIn(directory: string): string[] {
  const folder = join(directory, PROJECTS_DIRECTORY);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [] : entry.name));
}

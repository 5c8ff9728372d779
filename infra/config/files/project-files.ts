import { type SettingsDirectory, SettingsFiles } from "./settings-files";

/** Where projects' files are, in the Pulumi project's directory. */
export const PROJECTS_DIRECTORY = "projects";

/** What holds for all projects that do not say otherwise. */
export const DEFAULTS_FILE = `${PROJECTS_DIRECTORY}/_defaults.yaml`;

/** What stacks of environments' platforms are called beside these, as `prod.platform`: no project may be. */
export const PLATFORM = "platform";

const PROJECT_FILE = /^([a-z][a-z0-9-]{0,49})\.yaml$/;

/** Whether a project may have this name, whatever environments there are. */
export const isProjectName = (name: string): boolean => PROJECT_FILE.test(`${name}.yaml`) && name !== PLATFORM;

export const projectFile = (project: string): string => `${PROJECTS_DIRECTORY}/${project}.yaml`;

/** ML projects that have a file, in alphabetical order. */
export const projectsIn = (directory: SettingsDirectory): string[] =>
  filesIn(directory, PROJECT_FILE)
    .flatMap((name) => PROJECT_FILE.exec(name)?.[1] ?? [])
    .filter((name) => name !== PLATFORM)
    .sort();

/** Files that look like a project's and are none, by their names or folders: nothing would ever be made of them. */
export const misnamedFilesIn = (directory: SettingsDirectory): string[] =>
  SettingsFiles.in(directory)
    .namesBelow(PROJECTS_DIRECTORY, /\.([Yy][Aa]?[Mm][Ll]|[Jj][Ss][Oo][Nn])$/)
    .filter((name) => name !== "_defaults.yaml" && !PROJECT_FILE.test(name))
    .sort();

const filesIn = (directory: SettingsDirectory, pattern: RegExp): readonly string[] =>
  SettingsFiles.in(directory).names(PROJECTS_DIRECTORY, pattern);

import { suggestion } from "../../../wording/nearest";
import {
  ESTATE_FILE,
  environmentFile,
  environmentsIn,
  isEnvironmentName,
  otherSettingsFiles,
  stackOfFile,
} from "../files/environments";
import {
  DEFAULTS_FILE,
  isProjectName,
  misnamedFilesIn,
  PLATFORM,
  PROJECTS_DIRECTORY,
  projectFile,
  projectsIn,
} from "../files/project-files";
import { type SettingsDirectory, SettingsFiles } from "../files/settings-files";
import { STACK_KEYS } from "../schema/pulumi-files";
import { besides, type Problem } from "../yaml/problem";
import { SourceFile } from "../yaml/source-file";
import { isRecord, sectionName } from "../yaml/stack-file";
import { plainCredentials } from "./plain-credentials";
import { stackFileProblems } from "./pulumi-files";

/** Files that look like settings of environments, and are read by nothing, or not as what they look like. */
export function misnamedEnvironments(directory: SettingsDirectory): Problem[] {
  const files = SettingsFiles.in(directory);
  return otherSettingsFiles(files).flatMap((file) => {
    const stack = stackOfFile(file);
    return stack ? problemsOfStackFile(files, file, stack) : [{ file, message: advice(files, file) }];
  });
}

/** Pulumi keeps what is a project's stack's own, as its key, in a file of its name: prod.flight-delay. */
function problemsOfStackFile(
  files: SettingsFiles,
  name: string,
  stack: { environment: string; project: string },
): Problem[] {
  const file = SourceFile.read(files, name);
  if (!file) return [];
  if (file.syntaxProblems.length > 0) return [...file.syntaxProblems, ...file.formProblems];
  const content = file.content();
  const keys = isRecord(content) ? Object.keys(content) : [];
  const strange = keys.find((key) => !PULUMIS_KEYS.includes(key));
  const { config } = isRecord(content) ? content : {};
  const section = Object.keys(isRecord(config) ? config : {}).find((key) => sectionName(key) !== undefined);
  const ofSection = section === undefined ? undefined : ["config", section];
  const settings = strange === undefined ? ofSection : [strange];
  const message = `nothing reads this: ${whereInstead(files, stack)}`;
  const ofForm = [...file.formProblems, ...plainCredentials(file)];
  if (settings !== undefined) return [file.problemAtKey(settings, message), ...ofForm];
  const problems = [...ofForm, ...besides(stackFileProblems(file), ofForm)];
  const isKept = keys.some((key) => STACK_KEYS.includes(key));
  return isKept || problems.length > 0 || isStack(files, stack) ? problems : [{ file: name, message }];
}

/** What may stand in the file of any stack. */
const PULUMIS_KEYS = [...STACK_KEYS, "config", "environment"];

const isStack = (files: SettingsFiles, { environment, project }: { environment: string; project: string }): boolean =>
  environmentsIn(files).includes(environment) && [PLATFORM, ...projectsIn(files)].includes(project);

function whereInstead(
  files: SettingsFiles,
  { environment, project }: { environment: string; project: string },
): string {
  const environments = environmentsIn(files);
  if (!environments.includes(environment)) {
    const whole = `${environment}${project}`;
    if (isEnvironmentName(whole) && !environments.includes(whole)) return `rename it to ${environmentFile(whole)}`;
    return `there is no environment "${environment}"${suggestion(environment, environments)}`;
  }
  const ofProject = projectsIn(files).includes(project) ? `, and of the project in ${projectFile(project)}` : "";
  return `settings of "${environment}" are in ${environmentFile(environment)}${ofProject}`;
}

function advice(files: SettingsFiles, file: string): string {
  const [, name = ""] = /^\.?pulumi[^a-z]?(.*)\.\w+$/i.exec(file) ?? [];
  if (name === "") return `nothing reads this: the estate's settings are in ${ESTATE_FILE}`;
  if (name === PLATFORM) {
    return (
      `no environment can have this name: ‹environment›.${PLATFORM} is what an environment stands on. ` +
      `Rename the file, such as to ${environmentFile(freeEnvironment(files))}`
    );
  }
  const [environment = ""] = name.split(".");
  const isPart = name !== environment && environmentsIn(files).includes(environment);
  if (isPart) return `nothing reads this: settings of "${environment}" are in ${environmentFile(environment)}`;
  const meant = environmentNamed(name);
  if (meant !== undefined && files.exists(environmentFile(meant))) {
    return `nothing reads this: ${environmentFile(meant)} is there already. Put there what it lacks, and remove this file`;
  }
  if (name === meant) return `nothing reads this: rename it to ${environmentFile(name)}`;
  return (
    `no environment can have this name: rename the file, such as to ${environmentFile(meant ?? freeEnvironment(files))} ` +
    "(2 to 8 lower-case letters and digits: names of storage accounts, of 24 at most, hold it)"
  );
}

/** What people call environments, and how they shorten it. */
const SHORT = new Map([
  ["production", "prod"],
  ["development", "dev"],
  ["preproduction", "preprod"],
  ["acceptance", "acc"],
  ["integration", "int"],
]);

/** `Pre-Prod` → `preprod` */
function environmentNamed(name: string): string | undefined {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/^\d+/, "");
  const short = SHORT.get(plain) ?? plain;
  return isEnvironmentName(short) ? short : undefined;
}

/** A name that no environment has yet. */
function freeEnvironment(files: SettingsFiles): string {
  const usual = ["dev", "staging", "prod", "test", "qa"];
  const taken = environmentsIn(files);
  return (
    usual.find((name) => !taken.includes(name)) ??
    firstFree(
      (count) => `env${count}`,
      (name) => taken.includes(name),
    )
  );
}

/** Files that look like projects', and of which nothing would ever be made. */
export function misnamedProjects(directory: SettingsDirectory): Problem[] {
  const files = SettingsFiles.in(directory);
  return misnamedFilesIn(files).map((name) => {
    const file = `${PROJECTS_DIRECTORY}/${name}`;
    if (/^_?defaults?\.\w+$/i.test(name)) {
      const message = files.exists(DEFAULTS_FILE) ? alreadyThere(DEFAULTS_FILE) : `rename it to ${DEFAULTS_FILE}`;
      return { file, message: `nothing reads this: ${message}` };
    }
    if (name.includes("/")) return { file, message: `no project is in a folder of its own: ${moved(files, name)}` };
    const meant = projectFile(projectNamed(name));
    // On a disk that takes no notice of letter case it would be this very file.
    if (files.exists(meant) && name.toLowerCase() !== meant.slice(PROJECTS_DIRECTORY.length + 1)) {
      return { file, message: `nothing reads this: ${alreadyThere(meant)}` };
    }
    const such = freeProjectFile(files, projectNamed(name));
    const rules = "rename it to lower-case letters, digits and dashes (50 at most) with .yaml";
    return { file, message: `no project can have this name: ${rules}, such as ${such}` };
  });
}

const alreadyThere = (file: string): string =>
  `${file} is there already. Put there what it lacks, and remove this file`;

/** To a file that there is none of yet: of `team-a/churn.yaml` with the folder's name, where its own is taken. */
function moved(files: SettingsFiles, name: string): string {
  const short = projectNamed(name.split("/").at(-1) ?? name);
  const isFree = !isTaken(files, short);
  return `move it to ${isFree ? projectFile(short) : freeProjectFile(files, projectNamed(name))}`;
}

/** A project's file that may be called so and that there is none of yet: after the wanted name, where that is taken. */
function freeProjectFile(files: SettingsFiles, name: string): string {
  if (!isTaken(files, name)) return projectFile(name);
  const begin = name.slice(0, LONGEST_PROJECT - "-models-99".length);
  return projectFile(
    firstFree(
      (count) => (count === 1 ? `${begin}-models` : `${begin}-models-${count}`),
      (free) => isTaken(files, free),
    ),
  );
}

const LONGEST_PROJECT = 50;

const isTaken = (files: SettingsFiles, name: string): boolean =>
  !isProjectName(name) || environmentsIn(files).includes(name) || files.exists(projectFile(name));

function firstFree(named: (count: number) => string, isTakenName: (name: string) => boolean): string {
  let count = 1;
  while (isTakenName(named(count))) count++;
  return named(count);
}

/** `Flight_Delay.yml` → `flight-delay` */
const projectNamed = (file: string): string =>
  file
    .replace(/\.\w+$/, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, LONGEST_PROJECT)
    .replace(/-+$/, "") || "project";

import { environmentFile, environmentsIn } from "../files/environments";
import { DEFAULTS_FILE, PLATFORM, projectFile, projectsIn } from "../files/project-files";
import { type SettingsDirectory, SettingsFiles } from "../files/settings-files";
import { OWN_PRINCIPALS, snapshotIdentityOf } from "../names";
import type { Problem } from "../yaml/problem";
import { SourceFile } from "../yaml/source-file";
import { loadEnvironment } from "./load-environment";
import { misnamedProjects } from "./misnamed-files";
import { toldOnce } from "./project-mistakes";
import { overrideProblems, ProjectSources, unreadableIn } from "./project-sources";
import { rivalClaims } from "./rival-claims";

/**
 * Everything that is wrong with the ML projects of `directory` in these environments: in the projects' files, their
 * names, and what several of them claim. A mistake that several environments or projects show is told once. Mistakes in
 * the environments' own settings are not among them: see `loadEnvironment`.
 *
 * @param chosen The projects that are asked for: nothing is told of what is wrong with others. Default: all, and files
 *   that are no project's.
 */
export function projectProblems(
  directory: SettingsDirectory,
  environments: readonly string[],
  chosen?: readonly string[],
): Problem[] {
  const files = SettingsFiles.in(directory);
  const defaults = SourceFile.read(files, DEFAULTS_FILE);
  const projects = projectsIn(files).flatMap((name) => ProjectSources.read(files, name) ?? []);
  const isChosen = ({ project }: { project: string }): boolean => chosen?.includes(project) ?? true;
  const checkedIn = [...environments].sort().map((name) => {
    const loaded = loadEnvironment(files, name);
    return { name, settings: loaded.ok ? loaded.settings : undefined };
  });
  const problems = [
    ...(chosen ? [] : misnamedProjects(files)),
    ...takenNames(files)
      .filter(isChosen)
      .map(({ problem }) => problem),
    ...(defaults ? problemsOfDefaults(defaults, environmentsIn(files)) : []),
    ...projects.filter(isChosen).flatMap((project) =>
      toldOnce(
        checkedIn.flatMap((environment) => {
          const checked = project.check(environment, files);
          return "mistakes" in checked ? checked.mistakes : [];
        }),
      ),
    ),
    ...rivalClaims(projects, environments).flatMap(({ problem, projects: rivals }) =>
      rivals.some((project) => isChosen({ project })) ? [problem] : [],
    ),
  ];
  // What is wrong in the defaults is wrong with each project, and said once.
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** What shows without any project. */
function problemsOfDefaults(defaults: SourceFile, environments: readonly string[]): Problem[] {
  const unreadable = unreadableIn(defaults);
  return unreadable.length > 0 ? unreadable : [...defaults.formProblems, ...overrideProblems(defaults, environments)];
}

/** Names that mean something else on a command line, in the names of stacks, or in those of identities. */
function takenNames(files: SettingsFiles): { project: string; problem: Problem }[] {
  const taken = (project: string, what: string): { project: string; problem: Problem }[] =>
    files.exists(projectFile(project))
      ? [
          {
            project,
            problem: {
              file: projectFile(project),
              message: `no project can have this name: ${what}. Rename the file`,
            },
          },
        ]
      : [];
  return [
    ...taken(PLATFORM, `‹environment›.${PLATFORM} is what the environment stands on`),
    ...OWN_PRINCIPALS.flatMap((name) =>
      taken(name, `‹prefix›-‹environment›-${name} is the environment's own, and would be whom the project runs as`),
    ),
    ...projectsIn(files).flatMap((name) =>
      taken(
        snapshotIdentityOf(name),
        `‹prefix›-‹environment›-${snapshotIdentityOf(name)} is for the snapshots of "${name}"`,
      ),
    ),
    ...environmentsIn(files).flatMap((name) => taken(name, `"${name}" is an environment (${environmentFile(name)})`)),
  ];
}

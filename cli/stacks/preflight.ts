import {
  describeProblems,
  environmentsIn,
  loadEnvironment,
  misnamedEnvironments,
  type Problem,
  projectProblems,
  projectsIn,
  type SettingsDirectory,
  SettingsFiles,
} from "../../infra/config";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import type { Stack } from "./stacks";

/** Every mistake in the configuration of these stacks. */
export function configurationProblems(checkout: SettingsDirectory, stacks: Stack[]): Problem[] {
  const files = SettingsFiles.in(checkout);
  const environments = [...new Set(stacks.map(({ environment }) => environment))];
  const problems = [
    ...environments.flatMap((name) => {
      const loaded = loadEnvironment(files, name);
      return loaded.ok ? [] : loaded.problems;
    }),
    ...(environmentsIn(files).every((name) => environments.includes(name)) ? misnamedEnvironments(files) : []),
    ...problemsOfProjects(files, stacks),
  ];
  // What all stacks share is read once for each of them, and wrong once only.
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** One project's mistakes keep nobody from deploying another one. */
function problemsOfProjects(files: SettingsFiles, stacks: Stack[]): Problem[] {
  const withProjects = stacks.filter(({ project }) => project !== undefined);
  const environments = [...new Set(withProjects.map(({ environment }) => environment))];
  if (environments.length === 0 && projectsIn(files).length > 0) return [];
  const chosen = [...new Set(withProjects.flatMap(({ project }) => project ?? []))];
  const all = projectsIn(files).every((project) => chosen.includes(project));
  return projectProblems(files, environments, all ? undefined : chosen);
}

/** @throws CommandError that lists every mistake with its file, line and column. */
export function requireValidConfiguration(checkout: SettingsDirectory, stacks: Stack[]): void {
  const problems = configurationProblems(checkout, stacks);
  if (problems.length === 0) return;
  throw new CommandError(`${describeProblems(problems)}\nNothing was changed.`, ExitCode.mistake);
}

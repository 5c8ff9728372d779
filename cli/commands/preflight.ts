import { describeProblems, loadEnvironment, loadProject, type Problem } from "../../infra/config";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import type { Stack } from "../stacks/stacks";

/** Every mistake in the configuration of these stacks. */
export function configurationProblems(checkout: string, stacks: Stack[]): Problem[] {
  const problems = stacks.flatMap(({ environment, project }) => {
    const loaded = loadEnvironment(checkout, environment);
    if (!loaded.ok) return loaded.problems;
    if (project === undefined) return [];
    const declared = loadProject(checkout, project, loaded.settings);
    return declared.ok ? [] : declared.problems;
  });
  // What all stacks share is read once for each of them, and wrong once only.
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** @throws CommandError that lists every mistake with its file, line and column. */
export function requireValidConfiguration(checkout: string, stacks: Stack[]): void {
  const problems = configurationProblems(checkout, stacks);
  if (problems.length === 0) return;
  throw new CommandError(`${describeProblems(problems)}\nNothing was changed.`, ExitCode.mistake);
}

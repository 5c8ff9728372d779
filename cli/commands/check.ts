import { describeProblems } from "../../infra/config";
import { CHECKOUT } from "../checkout";
import { ExitCode } from "../exit-code";
import { selectStacks, stacksOf, summary } from "../stacks/stacks";
import type { Terminal } from "../terminal";
import { configurationProblems } from "./preflight";

/** Checks the configuration of stacks without an engine, a network or a sandbox. */
export async function check(terminal: Terminal, names: string[], { json }: { json?: boolean }): Promise<void> {
  const stacks = selectStacks(stacksOf(CHECKOUT), names);
  const problems = configurationProblems(CHECKOUT, stacks);
  if (json) terminal.result(JSON.stringify(problems, undefined, 2));
  else if (problems.length > 0) terminal.note(describeProblems(problems));
  else terminal.result(`The configuration of ${summary(stacks)} is valid.`);
  if (problems.length > 0) process.exitCode = ExitCode.mistake;
}

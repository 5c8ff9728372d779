import { describeProblems, type Problem } from "../infra/config/yaml/problem";
import { ExitCode } from "./exit-code";

/** Ends the command with one message that says what is wrong, where, and what to do; never with a stack trace. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode,
  ) {
    super(message);
    this.name = "CommandError";
  }
}

/** Ends the command with the mistakes in the files, each with its place. */
export class MistakesError extends CommandError {
  constructor(
    readonly problems: readonly Problem[],
    /** What was not done because of them: `Nothing was changed.` Default: nothing to say. */
    end = "",
  ) {
    super([describeProblems(problems), end].filter((part) => part !== "").join("\n"), ExitCode.mistake);
    this.name = "MistakesError";
  }
}

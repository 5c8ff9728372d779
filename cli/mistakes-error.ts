import { describeProblems, type Problem } from "../infra/config";
import { CommandError } from "./command-error";
import { ExitCode } from "./exit-code";

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

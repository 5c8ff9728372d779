import type { ExitCode } from "./exit-code";

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

import type { TerminationCode } from "../../run-records/states";

/** A task's code or libraries are not where the task says, or not for the identity that it runs as. */
export class CodeError extends Error {
  constructor(
    message: string,
    readonly code: TerminationCode = "RESOURCE_NOT_FOUND",
  ) {
    super(message);
    this.name = "CodeError";
  }
}

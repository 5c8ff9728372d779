/** What kept a lifecycle command from doing what was asked. */
export type SandboxProblem =
  | "port-in-use"
  | "not-running"
  | "start-failed"
  | "will-not-stop"
  | "misuse"
  /** It runs, and does not answer. */
  | "silent"
  /** The disk is full, or refuses its files. */
  | "unwritable"
  /** What it has on disk is not what it wrote. */
  | "damaged";

/** A lifecycle command cannot do what was asked; the message says what to do. */
export class SandboxError extends Error {
  constructor(
    readonly problem: SandboxProblem,
    message: string,
  ) {
    super(message);
    this.name = "SandboxError";
  }
}

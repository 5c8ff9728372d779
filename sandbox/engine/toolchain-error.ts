/**
 * Why there is no toolchain. `nothing-to-use`: neither `pulumi` nor Go is there, and no download; `setting`: a variable of
 * the environment says what cannot be; the others: the attempt failed.
 */
export type ToolchainProblem =
  | "nothing-to-use"
  | "setting"
  | "no-network"
  | "no-space"
  | "cache-unwritable"
  | "build-failed"
  | "download-failed";

/** The engine or the provider cannot be had on this machine; the message says what to install or check. */
export class ToolchainError extends Error {
  constructor(
    readonly problem: ToolchainProblem,
    message: string,
  ) {
    super(message);
    this.name = "ToolchainError";
  }
}

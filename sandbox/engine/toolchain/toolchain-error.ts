/** Why there is no toolchain. `nothing-to-use`: neither `pulumi`, Go nor a download; the others: the attempt failed. */
export type ToolchainProblem = "nothing-to-use" | "no-network" | "no-space" | "build-failed" | "download-failed";

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

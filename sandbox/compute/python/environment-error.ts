import type { ExecaError } from "execa";

/** A Python environment cannot be made. */
export class EnvironmentError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "EnvironmentError";
  }

  /** What the command said, without addresses, which may carry a credential. */
  static of(command: string, error: ExecaError & { code?: string }): EnvironmentError {
    if (error.code === "ENOENT") {
      return new EnvironmentError(
        `${command} is not installed: jobs run with Python 3.11 or newer, with pip and venv.`,
      );
    }
    const said = (error.stderr || error.shortMessage)
      .replace(/\b(https?:\/\/)[^\s/@]*@/g, "$1")
      // Where it is kept on this machine says nothing to whoever wrote it.
      .replace(/\/\S*\/environments\/[0-9a-f]+\.txt/g, "requirements.txt")
      .trim();
    return new EnvironmentError(`Library installation failed: ${said.split("\n").slice(-10).join("\n")}`);
  }
}

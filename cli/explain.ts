import { appendFileSync } from "node:fs";
import { relative } from "node:path";
import { inSources } from "../compile/source-positions";
import { DatabricksError } from "../databricks-client";
import { version } from "../package.json";
import { ToolchainError } from "../sandbox/engine/toolchain-error";
import {
  Home,
  HomeError,
  homeRefusal,
  MisplacedError,
  OperatorRefusal,
  PortSettingError,
  SandboxError,
  type SandboxProblem,
  StateFileError,
  UntrustedFileError,
} from "../sandbox/lifecycle";
import { CommandError } from "./command-error";
import { ExitCode } from "./exit-code";

const SANDBOX_EXIT_CODES: Record<SandboxProblem, ExitCode> = {
  "port-in-use": ExitCode.portInUse,
  "not-running": ExitCode.mistake,
  "start-failed": ExitCode.internal,
  "will-not-stop": ExitCode.internal,
  misuse: ExitCode.mistake,
  silent: ExitCode.sandboxBroken,
  unwritable: ExitCode.missing,
  damaged: ExitCode.sandboxBroken,
};

/** What to tell the user about anything that was thrown, and how the process ends for it. */
export function explain(error: unknown): { message: string; exitCode: ExitCode } {
  if (error instanceof CommandError) return error;
  if (error instanceof SandboxError) return { message: error.message, exitCode: SANDBOX_EXIT_CODES[error.problem] };
  if (error instanceof PortSettingError || error instanceof OperatorRefusal) {
    return { message: error.message, exitCode: ExitCode.mistake };
  }
  if (error instanceof ToolchainError) {
    return { message: error.message, exitCode: error.problem === "setting" ? ExitCode.mistake : ExitCode.missing };
  }
  if (error instanceof UntrustedFileError) return { message: error.message, exitCode: ExitCode.sandboxBroken };
  if (error instanceof StateFileError) {
    const exitCode = error.problem === "damaged" ? ExitCode.sandboxBroken : ExitCode.missing;
    return { message: error.message, exitCode };
  }
  if (error instanceof DatabricksError) return { message: workspaceRefusal(error), exitCode: ExitCode.notDone };
  if (error instanceof HomeError) return { message: error.message, exitCode: ExitCode.missing };
  const home = ownHome();
  const refusal = homeRefusal(home, error);
  if (refusal) {
    const exitCode = refusal instanceof MisplacedError ? ExitCode.sandboxBroken : ExitCode.missing;
    return { message: refusal.message, exitCode };
  }
  return { message: internalFault(error, home), exitCode: ExitCode.internal };
}

/** In the workspace's own words, where it has any, with where they are from. */
const workspaceRefusal = ({ message, refusal, where }: DatabricksError): string =>
  refusal ? `${refusal.message} (${refusal.code ?? "refused"} by ${where})` : `The workspace at ${message}.`;

/** Whatever the port is set to: its fault would hide the one that is explained. */
const ownHome = (): Home => Home.of({ ...process.env, LAKESTAGE_PORT: undefined });

/** A fault of ours: its trace goes into a file, and one message says what to send. */
function internalFault(error: unknown, home: Home): string {
  const summary = error instanceof Error ? error.message : String(error);
  const trace = inSources(error instanceof Error ? (error.stack ?? summary) : summary);
  const what = `Lakestage failed in a way it should not: ${summary.split("\n")[0]}\nPlease report it, with the command that you ran`;
  try {
    home.create();
    appendFileSync(
      home.faults,
      `${new Date().toISOString()} lakestage ${version}, Node ${process.version}\n${trace}\n\n`,
    );
    return `${what} and the end of ${relative(process.cwd(), home.faults)}`;
  } catch {
    // Nothing can be kept where the home cannot be written.
    return `${what}.`;
  }
}

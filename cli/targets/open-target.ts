import type { Home } from "../../sandbox/lifecycle";
import { CommandError } from "../command-error";
import { endOrphans } from "../engine/orphans";
import { ExitCode } from "../exit-code";
import type { Operation } from "../operation-lock";
import type { Terminal } from "../terminal";
import { CloudTarget } from "./cloud-target";
import { SandboxTarget } from "./sandbox-target";
import type { Target } from "./target";

/**
 * Readies the place that the command line names, after ending what a killed run left going there.
 * @param as whom the engine acts as in the sandbox. Default: whoever the sandbox's seed says deploys.
 */
export async function openTarget(
  name: Target["name"],
  home: Home,
  terminal: Terminal,
  operation: Operation,
  as?: string,
): Promise<Target> {
  await endOrphans(operation.orphans, terminal);
  if (name === "sandbox") return await SandboxTarget.open(home, terminal, operation, as);
  if (as !== undefined) {
    throw new CommandError(`--as is for the sandbox: in the cloud, sign in as ${as}.`, ExitCode.mistake);
  }
  return await CloudTarget.open(operation);
}

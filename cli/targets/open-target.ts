import type { Home } from "../../sandbox/lifecycle";
import { endOrphans } from "../engine/orphans";
import type { Operation } from "../operation-lock";
import type { Terminal } from "../terminal";
import { CloudTarget } from "./cloud-target";
import { SandboxTarget } from "./sandbox-target";
import type { Target } from "./target";

/** Readies the place that the command line names, after ending what a killed run left going there. */
export async function openTarget(
  name: Target["name"],
  home: Home,
  terminal: Terminal,
  operation: Operation,
): Promise<Target> {
  await endOrphans(operation.orphans, terminal);
  return name === "cloud" ? await CloudTarget.open(operation) : await SandboxTarget.open(home, terminal, operation);
}

import { z } from "zod";
import type { Home } from "../../sandbox/lifecycle";
import { findRunning, SilentError } from "../../sandbox/lifecycle/running";
import { CHECKOUT } from "../checkout";
import { type Deployment, ownResources, stackOutputs } from "../engine/deployment";
import { currentOperation } from "../operation-lock";
import { stacksTable } from "../report/plain-table";
import { selectStacks } from "../stacks/select-stacks";
import { stackPlaces } from "../stacks/stack-places";
import { readSandboxDeployment } from "../targets/sandbox-state";
import type { Terminal } from "../terminal";
import type { StackCommandOptions } from "./stack-command";

/** A stack as it was last deployed. */
interface StackStatus {
  stack: string;
  deployed: boolean;
  resources: number;
  /** Operations that a killed run left open; the next `up` settles them. */
  unfinished: number;
  /** ISO 8601. */
  lastChange: string | undefined;
  address: string | undefined;
  /** What is declared and cannot be made yet, and what for. The `up` after that is there makes it. */
  waiting: { what: string; for: string }[];
}

const waitingSchema = z.array(z.object({ what: z.string(), for: z.string() })).catch([]);

/** Shows stacks from their saved state; asks neither the engine nor the control plane to do anything. */
export async function status(
  home: Home,
  terminal: Terminal,
  names: string[],
  options: StackCommandOptions,
): Promise<void> {
  const stacks = selectStacks(stackPlaces(CHECKOUT), names);
  const read = await reader(home, options);
  const found = await Promise.all(stacks.map(async ({ name }) => statusOf(name, await read(name))));
  if (options.json) return terminal.result(JSON.stringify(found, undefined, 2));
  const rows = found.map(({ stack, deployed, resources, unfinished, lastChange, address }) => {
    const changed = lastChange ? new Date(lastChange).toLocaleString("en-GB") : "";
    const state = deployed
      ? `${changed}${unfinished > 0 ? ` (${unfinished} operations unfinished)` : ""}`
      : "not deployed";
    return { cells: [stack, String(resources), state], address };
  });
  terminal.result(stacksTable(["stack", "resources", "last change"], [1], rows));
  for (const { stack, waiting } of found) {
    for (const one of waiting) terminal.result(`${stack}: ${one.what} waits for ${one.for}.`);
  }
  if (options.target === "cloud") return;
  terminal.result(await sandboxLine(home));
  const operation = currentOperation(home);
  if (operation) terminal.result(operation);
}

async function sandboxLine(home: Home): Promise<string> {
  try {
    const running = await findRunning(home);
    return running ? `The sandbox runs: ${running.addresses.account}` : "The sandbox is not running.";
  } catch (error) {
    if (error instanceof SilentError) return error.message;
    throw error;
  }
}

async function reader(
  home: Home,
  { target }: StackCommandOptions,
): Promise<(stack: string) => Promise<Deployment | undefined>> {
  if (target === "sandbox") return async (stack) => readSandboxDeployment(home, stack);
  const { CloudTarget } = await import("../targets/cloud-target");
  const cloud = await CloudTarget.open({ engineStarted() {}, engineEnded() {} });
  return (stack) => cloud.deployment(stack);
}

function statusOf(stack: string, deployment: Deployment | undefined): StackStatus {
  const resources = ownResources(deployment).length;
  const { waiting, workspaceUrl: address } = stackOutputs(deployment);
  return {
    stack,
    deployed: resources > 0,
    resources,
    unfinished: deployment?.deployment.pending_operations?.length ?? 0,
    lastChange: deployment?.deployment.manifest?.time,
    address: typeof address === "string" ? address : undefined,
    waiting: waitingSchema.parse(waiting),
  };
}

import { DatabricksError } from "../../databricks-client";
import type { StackPlace } from "../../infra/config";
import type { Home } from "../../sandbox/lifecycle";
import { findRunning, SilentError } from "../../sandbox/lifecycle/running";
import { moment } from "../../wording/moment";
import { activityLines, type ProjectActivity, projectActivities } from "../activity/project-activity";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { type Deployment, resourcesIn, stackOutputs, waitingIn } from "../engine/deployment";
import { currentOperation } from "../operation-lock";
import { stacksTable } from "../report/plain-table";
import { describeLeftBehind, stacksLeftBehind } from "../stacks/left-behind";
import { selectStacks } from "../stacks/select-stacks";
import { stackPlaces } from "../stacks/stack-places";
import { runningPlace } from "../targets/running-place";
import { stackStates } from "../targets/stack-states";
import type { Terminal } from "../terminal";
import type { StackCommandOptions } from "./stack-command";

/** A stack as it was last deployed. */
interface StackStatus {
  stack: string;
  deployed: boolean;
  /** Whether it is deployed and no settings' file makes it any more. */
  leftBehind: boolean;
  resources: number;
  /** Operations that a killed run left open; the next `up` settles them. */
  unfinished: number;
  /** ISO 8601. */
  lastChange: string | undefined;
  address: string | undefined;
  /** What is declared and cannot be made yet, and what for. The `up` after that is there makes it. */
  waiting: { what: string; for: string }[];
  /** Of a project that is deployed, where its workspace answers. */
  activity?: ProjectActivity | undefined;
}

/** Shows stacks from their saved state, and of projects what runs there; has neither engine nor control plane do anything. */
export async function status(
  home: Home,
  terminal: Terminal,
  names: string[],
  options: StackCommandOptions,
): Promise<void> {
  const states = await stackStates(home, options.target);
  const declared = stackPlaces(CHECKOUT);
  const leftBehind = await stacksLeftBehind(states, declared);
  const stacks = selectStacks([...declared, ...leftBehind], names);
  const found = await Promise.all(
    stacks.map(async ({ name }) => ({
      ...statusOf(name, await states.deployment(name)),
      leftBehind: leftBehind.some((stack) => stack.name === name),
    })),
  );
  const activities = await activitiesOf(home, terminal, stacks, options);
  if (options.json) {
    const shown = found.map((each) => ({ ...each, activity: activities.get(each.stack) }));
    return terminal.result(JSON.stringify(shown, undefined, 2));
  }
  const rows = found.map(({ stack, deployed, resources, unfinished, lastChange, address }) => {
    const changed = lastChange ? moment(lastChange) : "";
    const state = deployed
      ? `${changed}${unfinished > 0 ? ` (${unfinished} operations unfinished)` : ""}`
      : "not deployed";
    return { cells: [stack, String(resources), state], address };
  });
  terminal.result(stacksTable(["stack", "resources", "last change"], [1], rows));
  for (const { stack, waiting } of found) {
    for (const one of waiting) terminal.result(`${stack}: ${one.what} waits for ${one.for}.`);
    for (const line of activityLines(activities.get(stack))) terminal.result(`${stack}: ${line}`);
  }
  for (const line of await describeLeftBehind(
    states,
    terminal,
    leftBehind.filter((stack) => stacks.includes(stack)),
    declared,
  ))
    terminal.result(line);
  if (options.target === "cloud") return;
  terminal.result(await sandboxLine(home));
  const operation = currentOperation(home);
  if (operation) terminal.result(operation);
}

/** Of projects that are deployed; of none where nobody can be asked, which is told. */
async function activitiesOf(
  home: Home,
  terminal: Terminal,
  stacks: readonly StackPlace[],
  { target }: StackCommandOptions,
): Promise<ReadonlyMap<string, ProjectActivity>> {
  const projects = stacks.filter(({ project }) => project !== undefined);
  if (projects.length === 0 || (target === "sandbox" && !(await answers(home)))) return new Map();
  try {
    return await projectActivities(await runningPlace(home, target), projects);
  } catch (error) {
    if (!(error instanceof DatabricksError || error instanceof CommandError)) throw error;
    terminal.note(`What runs there cannot be told: ${error.message}`);
    return new Map();
  }
}

/** Whether there is a sandbox to be asked; what is wrong with it is said at the end. */
async function answers(home: Home): Promise<boolean> {
  const running = await findRunning(home).catch((error: unknown) => {
    if (!(error instanceof SilentError)) throw error;
  });
  return running !== undefined;
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

function statusOf(stack: string, deployment: Deployment | undefined): Omit<StackStatus, "activity" | "leftBehind"> {
  const resources = resourcesIn(deployment).length;
  const { workspaceUrl: address } = stackOutputs(deployment);
  return {
    stack,
    deployed: resources > 0,
    resources,
    unfinished: deployment?.deployment.pending_operations?.length ?? 0,
    lastChange: deployment?.deployment.manifest?.time,
    address: typeof address === "string" ? address : undefined,
    waiting: waitingIn(deployment).map(({ what, for: reason }) => ({ what, for: reason })),
  };
}

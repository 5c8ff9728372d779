import { DatabricksError } from "../../databricks-client";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { environmentsOf, stackPlaces } from "../stacks/stack-places";
import type { RunningPlace } from "../targets/running-place";
import { type Workspace, workspacesOf } from "../workspaces/workspace";
import { type JobRun, readRun } from "./job-run";

/** A run, and the workspace that it is in. */
export interface FoundRun {
  run: JobRun;
  workspace: Workspace;
}

/**
 * The run with this id, wherever in the estate it is.
 * @param environment Default: it is looked for in all.
 * @throws CommandError where there is none, or more than one.
 */
export async function findRun(place: RunningPlace, id: string, environment?: string): Promise<FoundRun> {
  if (!/^\d{1,19}$/.test(id)) {
    throw new CommandError(`A run has a number, and not "${id}": lakestage runs lists them.`, ExitCode.mistake);
  }
  const workspaces = await workspacesOf(
    place,
    environment === undefined ? environmentsOf(stackPlaces(CHECKOUT)) : [environment],
  );
  const found = await Promise.all(workspaces.map((workspace) => runIn(workspace, Number(id))));
  const [first, second] = found.flatMap((each) => each ?? []);
  if (first && second) {
    const where = found.flatMap((each) => each?.workspace.environment ?? []).join(", ");
    throw new CommandError(`There is a run ${id} in each of ${where}: say which, --environment.`, ExitCode.mistake);
  }
  if (first) return first;
  const where = workspaces.map((workspace) => workspace.environment).join(", ") || "any environment that is deployed";
  throw new CommandError(`There is no run ${id} in ${where}: lakestage runs lists them.`, ExitCode.mistake);
}

async function runIn(workspace: Workspace, id: number): Promise<FoundRun | undefined> {
  try {
    return { workspace, run: await readRun(workspace.client, id) };
  } catch (error) {
    // The service says of a run that is not there that its number is wrong.
    if (error instanceof DatabricksError && (error.status === 400 || error.status === 404)) return undefined;
    throw error;
  }
}

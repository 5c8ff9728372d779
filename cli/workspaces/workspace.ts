import { DatabricksClient, textOf } from "../../databricks-client";
import { platformStack } from "../../infra/config";
import { CommandError } from "../command-error";
import { stackOutputs } from "../engine/deployment";
import { ExitCode } from "../exit-code";
import type { RunningPlace } from "../targets/running-place";
import { atTarget } from "../targets/target";

/** The workspace of an environment, as somebody may use it. */
export interface Workspace {
  environment: string;
  client: DatabricksClient;
  /** What a command that is advised needs behind it, to be about the same place. */
  at: string;
  /** The environment's catalog. */
  catalog: string | undefined;
  /** Of the environment's SQL warehouse; undefined while the environment's own stack is not deployed. */
  warehouseId: string | undefined;
}

/** The workspace of an environment. @throws CommandError where the environment is not deployed. */
export async function workspaceOf(place: RunningPlace, environment: string): Promise<Workspace> {
  const found = await deployedWorkspace(place, environment);
  if (found) return found;
  throw new CommandError(
    `There is no workspace of ${environment}: it is not deployed. Deploy it: lakestage up ${platformStack(environment)} ${environment}${atTarget(place)}`,
    ExitCode.mistake,
  );
}

/** The workspaces of those of the environments that are deployed, in their order. */
export async function workspacesOf(place: RunningPlace, environments: readonly string[]): Promise<Workspace[]> {
  const found = await Promise.all(environments.map((environment) => deployedWorkspace(place, environment)));
  return found.flatMap((workspace) => workspace ?? []);
}

async function deployedWorkspace(place: RunningPlace, environment: string): Promise<Workspace | undefined> {
  const { deployment, token } = place;
  const { catalog, workspaceUrl } = stackOutputs(await deployment(platformStack(environment)));
  if (typeof workspaceUrl !== "string") return undefined;
  const { warehouseId } = stackOutputs(await deployment(environment));
  return {
    environment,
    client: new DatabricksClient(workspaceUrl, token),
    at: atTarget(place),
    catalog: textOf(catalog),
    warehouseId: textOf(warehouseId),
  };
}

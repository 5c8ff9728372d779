import { type DatabricksClient, DatabricksError } from "../../databricks-client";
import { waitingIn } from "../engine/deployment";
import type { Stack } from "../stacks/stacks";
import type { Target } from "../targets/target";
import { workspacesOf } from "../workspaces/workspace";

/**
 * Tables that something in a stack waits for and that are there, where all are that it needs: an endpoint makes the table of
 * its requests, which the program looked for before there was the endpoint. Where nobody may look, none are known.
 */
export async function waitedForAndThere(target: Target, { environment, name }: Stack): Promise<string[]> {
  const needed = waitingIn(await target.deployment(name)).flatMap(({ tables }) => (tables.length > 0 ? [tables] : []));
  if (needed.length === 0) return [];
  const token = await target.databricksToken();
  if (token === undefined) return [];
  const place = { name: target.name, token, deployment: (stack: string) => target.deployment(stack) };
  const [workspace] = await workspacesOf(place, [environment]);
  if (!workspace) return [];
  const there = await tablesThere(workspace.client, [...new Set(needed.flat())]);
  return needed.filter((tables) => tables.every((table) => there.has(table))).flat();
}

async function tablesThere(client: DatabricksClient, tables: readonly string[]): Promise<Set<string>> {
  try {
    const answers = await Promise.all(
      tables.map((table) => client.find(`/api/2.1/unity-catalog/tables/${encodeURIComponent(table)}/exists`)),
    );
    return new Set(tables.filter((_, index) => answers[index]?.table_exists === true));
  } catch (error) {
    if (error instanceof DatabricksError) return new Set();
    throw error;
  }
}

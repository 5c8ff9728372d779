import { textOf } from "../../databricks-client";
import type { Home } from "../../sandbox/lifecycle";
import { didYouMean, listed } from "../../wording/nearest";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { endAtOnceOnSignals, Interruption } from "../interruption";
import { namedValues } from "../named-values";
import { resultText } from "../sql/result-text";
import { runStatement } from "../sql/statement";
import { environmentsOf, stackPlaces } from "../stacks/stack-places";
import { type RunningPlace, runningPlace } from "../targets/running-place";
import type { Terminal } from "../terminal";
import type { AskingOptions } from "../workspaces/asking-options";
import { type Workspace, workspaceOf } from "../workspaces/workspace";

export interface SqlOptions extends AskingOptions {
  environment: string;
  /** Id or name. Default: the environment's own. */
  warehouse?: string;
  format: "table" | "json" | "csv";
  limit: number;
  /** `name=value` each, for `:name` in the statement. */
  param?: string[];
}

/** Runs a statement on an environment's SQL warehouse, and prints what it gives. */
export async function sql(home: Home, terminal: Terminal, statement: string, options: SqlOptions): Promise<void> {
  const known = environmentsOf(stackPlaces(CHECKOUT));
  if (!known.includes(options.environment)) {
    const meant = didYouMean(options.environment, known);
    throw new CommandError(
      `There is no environment "${options.environment}".${meant} There are: ${listed(known)}.`,
      ExitCode.mistake,
    );
  }
  await sqlIn(await runningPlace(home, options.target, options.as), terminal, statement, options);
}

/** The same in a place that is known. */
export async function sqlIn(
  place: RunningPlace,
  terminal: Terminal,
  statement: string,
  options: SqlOptions,
): Promise<void> {
  const workspace = await workspaceOf(place, options.environment);
  endAtOnceOnSignals();
  const interruption = new Interruption();
  try {
    const warehouseId = await warehouseOf(workspace, options.warehouse);
    const request = {
      statement,
      warehouseId,
      catalog: workspace.catalog,
      rowLimit: options.limit,
      parameters: namedValues("--param", options.param ?? []),
    };
    const result = await runStatement(workspace.client, request, interruption);
    terminal.result(resultText(result, options.json ? "json" : options.format));
    if (result.truncated) terminal.note(`There are more than these ${result.rows.length} rows: --limit asks for more.`);
  } finally {
    interruption.end();
  }
}

/** @throws CommandError that lists the workspace's warehouses; where the environment has none. */
async function warehouseOf(
  { client, environment, warehouseId }: Workspace,
  wanted: string | undefined,
): Promise<string> {
  if (wanted === undefined) {
    if (warehouseId !== undefined) return warehouseId;
    throw new CommandError(
      `${environment} has no SQL warehouse yet: lakestage up ${environment}, or name one: --warehouse`,
      ExitCode.mistake,
    );
  }
  const warehouses = (await client.list("/api/2.0/sql/warehouses", "warehouses")).map(({ id, name }) => ({
    id: textOf(id) ?? "",
    name: textOf(name) ?? "",
  }));
  const found = warehouses.find(({ id, name }) => id === wanted || name === wanted);
  if (found) return found.id;
  const names = warehouses.map(({ name }) => name);
  const there = names.length === 0 ? "There is none that you may see." : `There are: ${listed(names)}.`;
  throw new CommandError(
    `${environment} has no SQL warehouse "${wanted}".${didYouMean(wanted, names)} ${there}`,
    ExitCode.mistake,
  );
}

import type { Home } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import type { Lineage } from "../lineage/lineage";
import { lineageGraph } from "../lineage/lineage-graph";
import { lineageText } from "../lineage/lineage-text";
import { mermaid } from "../lineage/mermaid";
import { readLineage } from "../lineage/read-lineage";
import { svg } from "../lineage/svg";
import { aliasesOf, readVersion, versionNumbers } from "../models/model-version";
import { CHAMPION } from "../models/version-tags";
import { askableWarehouse } from "../sql/askable-warehouse";
import { environmentsOf, stackPlaces } from "../stacks/stack-places";
import { type RunningPlace, runningPlace } from "../targets/running-place";
import type { Terminal } from "../terminal";
import type { AskingOptions } from "../workspaces/asking-options";
import { type Workspace, workspaceOf, workspacesOf } from "../workspaces/workspace";

export interface LineageOptions extends AskingOptions {
  /** Whose workspace is asked. Default: that of the environment whose catalog the model is in. */
  environment?: string;
  format: "text" | "json" | "mermaid" | "svg";
}

/** Shows where a version of a model comes from, who decided on it, and what it was used for. */
export async function lineage(home: Home, terminal: Terminal, wanted: string, options: LineageOptions): Promise<void> {
  const named = versionNamed(wanted);
  await lineageIn(await runningPlace(home, options.target, options.as), terminal, named, options);
}

/** A version as a command line names it. */
interface NamedVersion {
  /** `catalog.schema.model` */
  model: string;
  alias?: string | undefined;
  version?: number | undefined;
}

/** @throws CommandError for what is no `catalog.schema.model`, with `@alias` or `/version` behind it or without. */
export function versionNamed(wanted: string): NamedVersion {
  const parts = /^([^.@/]+\.[^.@/]+\.[^.@/]+)(?:@([\w-]+)|\/([1-9]\d{0,8}))?$/.exec(wanted);
  const [, model, alias, version] = parts ?? [];
  if (model !== undefined) return { model, alias, version: version === undefined ? undefined : Number(version) };
  throw new CommandError(
    `A model is named in full, and not as "${wanted}": catalog.schema.model, with @alias or /version behind it or without.`,
    ExitCode.mistake,
  );
}

/** The same in a place that is known. */
export async function lineageIn(
  place: RunningPlace,
  terminal: Terminal,
  named: NamedVersion,
  options: LineageOptions,
): Promise<void> {
  const workspace = await workspaceWith(place, named.model, options.environment);
  const { client } = workspace;
  const aliases = await aliasesOf(client, named.model);
  if (!aliases)
    throw new CommandError(`There is no model ${named.model} in ${workspace.environment}.`, ExitCode.mistake);
  const number = await numberOf(workspace, named, aliases);
  const version = await readVersion(client, named.model, number);
  const warehouseId = await askableWarehouse(client, workspace.warehouseId, options.target);
  const found = await readLineage(client, version, aliases, warehouseId);
  terminal.result(shown(found, options.json ? "json" : options.format));
}

/** @throws CommandError where no environment that is deployed has the model's catalog. */
async function workspaceWith(place: RunningPlace, model: string, environment: string | undefined): Promise<Workspace> {
  if (environment !== undefined) return await workspaceOf(place, environment);
  const [catalog] = model.split(".");
  const workspaces = await workspacesOf(place, environmentsOf(stackPlaces(CHECKOUT)));
  const found = workspaces.find((workspace) => workspace.catalog === catalog);
  if (found) return found;
  const there = workspaces.map((workspace) => workspace.catalog).join(", ");
  throw new CommandError(
    `No environment that is deployed has the catalog ${catalog}. There are: ${there || "none"}. ` +
      "A workspace that only sees it is named by --environment.",
    ExitCode.mistake,
  );
}

/** Where neither a number nor an alias is named: the Champion's, or else the newest. */
async function numberOf(
  { client }: Workspace,
  { alias, model, version }: NamedVersion,
  aliases: ReadonlyMap<string, number>,
): Promise<number> {
  if (version !== undefined) return version;
  const found =
    aliases.get(alias ?? CHAMPION) ?? (alias === undefined ? (await versionNumbers(client, model))[0] : undefined);
  if (found !== undefined) return found;
  const there = [...aliases.keys()].join(", ");
  throw new CommandError(
    alias === undefined
      ? `${model} has no version yet.`
      : `No version of ${model} has the alias ${alias}. There are: ${there || "none"}.`,
    ExitCode.mistake,
  );
}

function shown(found: Lineage, format: LineageOptions["format"]): string {
  if (format === "json") return JSON.stringify(found, undefined, 2);
  if (format === "text") return lineageText(found);
  return format === "svg" ? svg(lineageGraph(found)) : mermaid(lineageGraph(found));
}

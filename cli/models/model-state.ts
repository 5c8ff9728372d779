import type { DatabricksClient } from "../../databricks-client";
import { plainTable, printed } from "../report/plain-table";
import { printable } from "../report/shown-line";
import { approvalOf, awaitingVersions, decidedBy, disregarded } from "./approval";
import { aliasesOf, type ModelVersion, readVersion, versionNumbers } from "./model-version";
import { ROLLED_BACK, VERSION_TAGS } from "./version-tags";

/** A version that somebody should know of: it has an alias, waits for an approval, or is the newest. */
export interface VersionState {
  version: number;
  aliases: string[];
  validation: string | undefined;
  /** Who let it be deployed: `automatic`, or a person. */
  approval: string | undefined;
  awaitsApproval: boolean;
  /** What a tag says of an approval, or against one, that does not count. */
  disregarded: string | undefined;
  rejectedBy: string | undefined;
  rolledBack: string | undefined;
  /** ISO 8601. */
  createdAt: string | undefined;
  /** The run of the job that made it. */
  run: string | undefined;
}

/** Where a registered model is. */
export interface ModelState {
  /** Full name. */
  model: string;
  /** Newest first. */
  versions: VersionState[];
}

/** A model without versions where there is no such model yet. */
export async function modelState(client: DatabricksClient, model: string): Promise<ModelState> {
  const aliases = (await aliasesOf(client, model)) ?? new Map<string, number>();
  const [waiting, [newest]] = await Promise.all([
    awaitingVersions(client, model, aliases),
    versionNumbers(client, model),
  ]);
  const known = new Map(waiting.map((version) => [version.version, version]));
  const numbers = [...new Set([...aliases.values(), ...known.keys(), ...(newest ? [newest] : [])])].sort(
    (one, other) => other - one,
  );
  const versions = await Promise.all(
    numbers.map(async (number) => known.get(number) ?? (await readVersion(client, model, number))),
  );
  return {
    model,
    versions: versions.map((version) => ({
      ...stateOf(version),
      awaitsApproval: waiting.includes(version),
      aliases: [...aliases].flatMap(([alias, number]) => (number === version.version ? [alias] : [])).sort(),
    })),
  };
}

function stateOf(of: ModelVersion): Omit<VersionState, "aliases" | "awaitsApproval"> {
  const { createdAt, tags, version } = of;
  return {
    version,
    validation: tags.get(VERSION_TAGS.validationStatus),
    approval: approvalOf(of),
    disregarded: disregarded(of),
    rejectedBy: decidedBy(of, "rejectedBy"),
    rolledBack: tags.get(ROLLED_BACK),
    createdAt: createdAt === undefined ? undefined : new Date(createdAt).toISOString(),
    run: tags.get(VERSION_TAGS.jobRun),
  };
}

export function modelStateTable({ model, versions }: ModelState): string {
  if (versions.length === 0) return `${model} has no version yet.`;
  const table = plainTable([model, "alias", "validation", "approval", "made", "run"], [0]);
  for (const version of versions) {
    table.push([
      String(version.version),
      version.aliases.join(", "),
      version.validation ?? "",
      approvalWord(version),
      version.createdAt === undefined ? "" : version.createdAt.slice(0, 10),
      version.run ?? "",
    ]);
  }
  const doubts = versions.flatMap(({ disregarded: doubt, version }) =>
    doubt === undefined ? [] : [`Version ${version}: ${doubt}.`],
  );
  return [printed(table), ...doubts.map(printable)].join("\n");
}

/** `awaited`, `automatic`, `rejected by a@b.c`. */
function approvalWord({ approval, awaitsApproval, rejectedBy, rolledBack }: VersionState): string {
  const rolled = rolledBack === undefined ? "" : `, rolled back by ${rolledBack}`;
  if (rejectedBy !== undefined) return `rejected by ${rejectedBy}`;
  return `${awaitsApproval ? "awaited" : (approval ?? "")}${rolled}`;
}

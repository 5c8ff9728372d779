import type { DatabricksClient } from "../../databricks-client";
import { textOf } from "../../databricks-client";
import { approvalOf } from "../models/approval";
import { readMlflowRun } from "../models/mlflow-run";
import { aliasesOf, type ModelVersion, readVersion, versionNumbers } from "../models/model-version";
import { CHALLENGER, CHAMPION, PREVIOUS, VERSION_TAGS } from "../models/version-tags";
import type { JobRun } from "../runs/job-run";
import type { ProjectObjects } from "../workspaces/project-objects";

/** A version that a run has registered. */
export interface RegisteredVersion {
  model: string;
  version: number;
  /** `PASSED`, say; undefined where nobody has validated it. */
  validation: string | undefined;
  /** Who let it be deployed. */
  approval: string | undefined;
  metrics: Record<string, number>;
}

/** An alias that names another version than before. */
export interface MovedAlias {
  model: string;
  alias: string;
  /** Undefined: none had it, or none has it now. */
  from: number | undefined;
  to: number | undefined;
}

/** Versions by alias, by model. */
export type Aliases = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What a run left behind. */
export interface RunResults {
  versions: RegisteredVersion[];
  aliases: MovedAlias[];
  /** Full names of the project's tables that were written while it ran. */
  tables: WrittenTable[];
}

export interface WrittenTable {
  name: string;
  /** That were written, where a warehouse could say. */
  rows: number | undefined;
}

export async function projectAliases(
  client: DatabricksClient,
  { models }: Pick<ProjectObjects, "models">,
): Promise<Aliases> {
  const found = await Promise.all(
    models.map(async (model) => [model, (await aliasesOf(client, model)) ?? new Map<string, number>()] as const),
  );
  return new Map(found);
}

/** The versions that a run has registered, the oldest first. */
export async function registeredVersions(
  client: DatabricksClient,
  { models }: Pick<ProjectObjects, "models">,
  run: JobRun,
): Promise<ModelVersion[]> {
  const found = await Promise.all(
    models.map(async (model) => {
      const numbers = await versionNumbers(client, model, run.start_time);
      return await Promise.all(numbers.map((version) => readVersion(client, model, version)));
    }),
  );
  return found
    .flatMap((versions) => versions.reverse())
    .filter(({ tags }) => tags.get(VERSION_TAGS.jobRun) === String(run.run_id));
}

export async function describedVersion(client: DatabricksClient, version: ModelVersion): Promise<RegisteredVersion> {
  const { model, mlflowRun, tags } = version;
  const run = mlflowRun === undefined ? undefined : await readMlflowRun(client, mlflowRun);
  return {
    model,
    version: version.version,
    validation: tags.get(VERSION_TAGS.validationStatus),
    approval: approvalOf(version),
    metrics: run?.data.metrics ?? {},
  };
}

export function movedAliases(before: Aliases, after: Aliases): MovedAlias[] {
  return [...after].flatMap(([model, now]) => {
    const then = before.get(model) ?? new Map<string, number>();
    const names = [...new Set([...then.keys(), ...now.keys()])];
    return names
      .map((alias) => ({ model, alias, from: then.get(alias), to: now.get(alias) }))
      .filter(({ from, to }) => from !== to);
  });
}

/**
 * Those of the moves that have to do with these versions: what another run, or a person, moved meanwhile is none of the
 * run's. The version that is Champion from then on sends the one before to Previous, and ends a challenge.
 */
export function aliasesMovedFor(versions: readonly ModelVersion[], moved: readonly MovedAlias[]): MovedAlias[] {
  const isOwn = (model: string, version: number | undefined): boolean =>
    versions.some((each) => each.model === model && each.version === version);
  return moved.filter(({ alias, from, model, to }) => {
    if (isOwn(model, to)) return true;
    const champion = moved.find((each) => each.model === model && each.alias === CHAMPION);
    if (!champion || !isOwn(model, champion.to)) return false;
    if (alias === PREVIOUS) return to === champion.from;
    return alias === CHALLENGER && to === undefined && from !== undefined;
  });
}

/** Full names of the tables in these schemas that were changed since. @param since Milliseconds since 1970. */
export async function changedTables(
  client: DatabricksClient,
  { schemas }: Pick<ProjectObjects, "schemas">,
  since: number,
): Promise<string[]> {
  const found = await Promise.all(
    schemas.map(async (name) => {
      const [catalog = "", schema = ""] = name.split(".");
      const query = { catalog_name: catalog, schema_name: schema };
      return await client.list("/api/2.1/unity-catalog/tables", "tables", query);
    }),
  );
  return found
    .flat()
    .filter(({ updated_at: updated }) => typeof updated === "number" && updated >= since)
    .flatMap(({ full_name: name }) => textOf(name) ?? []);
}

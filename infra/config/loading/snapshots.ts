import { ESTATE_FILE, environmentFile, environmentsIn } from "../files/environments";
import { Remembered, type SettingsDirectory, SettingsFiles } from "../files/settings-files";
import { schemaOf, snapshotSchemaOf } from "../names";
import type { EnvironmentSettings } from "../schema/settings";
import { environmentSections, type Settings } from "../schema/settings";
import type { Problem } from "../yaml/problem";
import { SourceFile } from "../yaml/source-file";
import { estateSectionsOf, isRecord, stackSections } from "../yaml/stack-file";
import { loadEnvironment } from "./load-environment";
import { ProjectSources } from "./project-sources";

/** What was found in other environments' files; or what keeps them from being understood. */
export type FoundElsewhere<Found> = { ok: true; found: Found[] } | { ok: false; problems: Problem[] };

/** Where snapshots of a project's tables go. */
export interface SnapshotTarget {
  /** The environment that gets them. */
  environment: string;
  catalog: string;
  schema: string;
}

/**
 * Environments of whose tables `reader` gets snapshots: their `readOnlyIn` names it, and their `prodAccess` is `snapshot`.
 * Their other settings are not looked at: mistakes there are theirs.
 */
export function snapshotSources(directory: SettingsDirectory, reader: string): FoundElsewhere<string> {
  const files = SettingsFiles.in(directory);
  const found: string[] = [];
  for (const source of environmentsIn(files)) {
    const catalog = catalogOf(files, source);
    if ("problems" in catalog) return { ok: false, problems: catalog.problems };
    const { prodAccess, readOnlyIn } = catalog.settings;
    if (prodAccess === "snapshot" && readOnlyIn.includes(reader)) found.push(source);
  }
  return { ok: true, found };
}

/** Where snapshots of a project's tables go from an environment: nowhere, if it takes none or the project names none. */
export function snapshotTargets(
  directory: SettingsDirectory,
  { name: source, unityCatalog }: EnvironmentSettings,
  project: string,
): FoundElsewhere<SnapshotTarget> {
  const files = SettingsFiles.in(directory);
  if (unityCatalog.prodAccess !== "snapshot" || !namesSnapshots(files, project, source)) return { ok: true, found: [] };
  const found: SnapshotTarget[] = [];
  for (const environment of unityCatalog.readOnlyIn) {
    const other = catalogOf(files, environment);
    if ("problems" in other) return { ok: false, problems: other.problems };
    const { schema } = saidOf(files, project, environment);
    const own = typeof schema === "string" ? schema : schemaOf(project);
    const catalog = other.settings.catalog ?? environment;
    found.push({ environment, catalog, schema: snapshotSchemaOf(own, source) });
  }
  return { ok: true, found };
}

/** Whether a project names tables of which snapshots are taken where its environment `source` takes any. */
export function namesSnapshots(directory: SettingsDirectory, project: string, source: string): boolean {
  const { snapshots } = saidOf(SettingsFiles.in(directory), project, source);
  const tables = isRecord(snapshots) ? snapshots.tables : undefined;
  return isRecord(tables) && Object.keys(tables).length > 0;
}

type CatalogSettings = Settings["unityCatalog"];

type CatalogResult = { settings: CatalogSettings } | { problems: Problem[] };

/** What an environment's files say of its catalog. */
const catalogOf = (files: SettingsFiles, environment: string): CatalogResult =>
  files.once(catalogs, environment, (own) => readCatalog(own, environment));

const catalogs = new Remembered<CatalogResult>();

function readCatalog(files: SettingsFiles, environment: string): CatalogResult {
  const estate = SourceFile.read(files, ESTATE_FILE);
  const own = SourceFile.read(files, environmentFile(environment));
  const problems = [estate, own].flatMap((file) => file?.syntaxProblems ?? []);
  if (problems.length > 0) return { problems };
  const values = { ...(estate && estateSectionsOf(estate).values), ...(own && stackSections(own).values) };
  const { data } = environmentSections.unityCatalog.safeParse(values.unityCatalog);
  if (data) return { settings: data };
  const loaded = loadEnvironment(files, environment);
  return loaded.ok ? { settings: loaded.settings.unityCatalog } : { problems: loaded.problems };
}

/** All that is said of a project in an environment; nothing of one that cannot be read. */
function saidOf(files: SettingsFiles, project: string, environment: string): Record<string, unknown> {
  const sources = ProjectSources.read(files, project);
  return sources && sources.unreadable.length === 0 ? sources.layers(environment).merged() : {};
}

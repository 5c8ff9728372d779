import type { ServedVersion } from "../components/ml/serving-endpoint";
import type { ModelSettings, ProjectSettings } from "../config";
import { monitoringSchemaOf } from "../config";
import type { ExistingObjects, RunningEndpoint } from "./existing-objects";
import type { ProjectNames } from "./project-names";

/** Something that is declared and cannot be made yet, and what it waits for. `lakestage status` shows them. */
export interface Waiting {
  what: string;
  for: string;
  /** Full names of the tables that it waits for, where it waits for tables: `lakestage up` looks whether it has made them. */
  tables?: string[] | undefined;
}

/** An endpoint that can be declared. */
export interface ReadyEndpoint {
  served: ServedVersion[];
  settings: string | undefined;
}

/** What of a project can be declared now. */
export interface Readiness {
  /** By model. */
  endpoints: Map<string, ReadyEndpoint>;
  /** Names of monitors. */
  monitors: Set<string>;
  /** Names of alerts. */
  alerts: Set<string>;
  /** Names of feature tables whose online copies can be made. */
  syncedTables: Set<string>;
  /** Names of jobs that writes to tables may start. */
  tableStarts: Set<string>;
  /** Full names of tables of which snapshots can be taken, by the project's names of them. */
  snapshotTables: Map<string, string>;
  waiting: Waiting[];
}

/**
 * Finds out what of a project can be declared: an endpoint once there is a version to serve, a monitor, an alert, an
 * online copy, a snapshot or a job's start by tables once there are the tables. The rest waits for a later `up`, which needs
 * no edit.
 *
 * @param takesSnapshots Whether tables that the project names are copied into other environments.
 */
export async function readinessOf(
  project: ProjectSettings,
  catalog: string,
  names: ProjectNames,
  takesSnapshots: boolean,
  existing: ExistingObjects,
): Promise<Readiness> {
  const { schema } = project;
  const online = Object.entries(project.models).filter(([, { inference }]) => inference.includes("online"));
  const [running, tables, ...aliases] = await Promise.all([
    online.length > 0 ? existing.endpoints() : new Map<string, RunningEndpoint>(),
    tablesOf(project, catalog, names, existing),
    ...online.map(([name]) => existing.aliases({ catalog, schema, model: name })),
  ]);
  const waiting: Waiting[] = [];
  const waitForTables = (what: string, ...missing: string[]): boolean =>
    waiting.push({ what, for: `table ${missing.join(", ")}`, tables: missing }) < 0;

  const endpoints = new Map<string, ReadyEndpoint>();
  for (const [index, [name, model]] of online.entries()) {
    const endpoint = names.endpoint(name);
    const now = running.get(endpoint);
    const served = servedVersions(model, aliases[index] ?? {}, now);
    if (served.length > 0) endpoints.set(name, { served, settings: now?.settings });
    else waiting.push({ what: `serving endpoint ${endpoint}`, for: `a Champion of ${catalog}.${schema}.${name}` });
  }

  const fullName = (table: string): string => `${catalog}.${table.includes(".") ? table : `${schema}.${table}`}`;
  const exists = (table: string): boolean => tables.has(fullName(table));
  const monitors = Object.entries(project.monitors).filter(([name, monitor]) => {
    const model = monitor.model ?? Object.keys(project.models)[0] ?? "";
    // An endpoint makes the table of its requests, and does not say when.
    const table = monitor.table === "requests" ? names.requestsTable(model) : monitor.table;
    return exists(table) || waitForTables(`monitor ${name}`, fullName(table));
  });
  const haveTables = (what: string, needs: readonly string[]): boolean => {
    const missing = needs.filter((table) => !exists(table)).map(fullName);
    return missing.length === 0 || waitForTables(what, ...missing);
  };
  const alerts = Object.entries(project.alerts).filter(([name, { needs }]) => haveTables(`alert ${name}`, needs));
  // The service refuses a job that is started by a table which is not there.
  const tableStarts = startsByTables(project, names).filter(([job, needs]) => haveTables(`start of job ${job}`, needs));
  const syncedTables = Object.entries(project.features.tables).filter(
    ([table, { online: copy }]) => copy && (exists(table) || waitForTables(`online copy of ${table}`, fullName(table))),
  );
  const snapshotTables = takesSnapshots
    ? Object.entries(project.snapshots.tables).filter(
        ([table]) => exists(table) || waitForTables(`snapshots of ${table}`, fullName(table)),
      )
    : [];
  const keys = (entries: [string, unknown][]): Set<string> => new Set(entries.map(([name]) => name));
  return {
    endpoints,
    monitors: keys(monitors),
    alerts: keys(alerts),
    syncedTables: keys(syncedTables),
    tableStarts: keys(tableStarts),
    snapshotTables: new Map(snapshotTables.map(([table]) => [table, fullName(table)])),
    waiting,
  };
}

/**
 * Who answers requests. Versions that run now stay: the deployment task moves them. What is not served yet begins with
 * the version that its alias names.
 */
function servedVersions(
  { online }: ModelSettings,
  aliases: Record<string, string>,
  running: RunningEndpoint | undefined,
): ServedVersion[] {
  const now = (name: string): string | undefined => running?.served.find((served) => served.name === name)?.version;
  const champion = now("champion") ?? aliases.champion;
  if (champion === undefined) return [];
  const challenger = online.traffic.challenger > 0 ? (now("challenger") ?? aliases.challenger) : undefined;
  return [
    { name: "champion", version: champion },
    ...(challenger === undefined ? [] : [{ name: "challenger", version: challenger }]),
  ];
}

/** Jobs that are started by writes to tables, by their names, with the tables as the settings name them. */
function startsByTables({ features, jobs, models }: ProjectSettings, names: ProjectNames): [string, string[]][] {
  const starts = [
    ...(Object.keys(features.tables).length > 0 ? [[names.job("features"), features.start] as const] : []),
    ...Object.entries(models).flatMap(([name, { batch, inference, training }]) => [
      [names.modelJob(name, "training"), training.start] as const,
      ...(inference.includes("batch") ? [[names.modelJob(name, "batch-inference"), batch.start] as const] : []),
    ]),
    ...Object.entries(jobs).map(([name, { start }]) => [names.job(name), start] as const),
  ];
  return starts.flatMap(([job, { onTableUpdate }]) => (onTableUpdate ? [[job, onTableUpdate]] : []));
}

/** Tables of every schema that something of the project needs one of. */
async function tablesOf(
  project: ProjectSettings,
  catalog: string,
  names: ProjectNames,
  existing: ExistingObjects,
): Promise<Set<string>> {
  const needed = [
    ...Object.values(project.monitors).map(({ table }) => table),
    ...Object.values(project.alerts).flatMap(({ needs }) => needs),
    ...startsByTables(project, names).flatMap(([, needs]) => needs),
  ];
  const schemas = new Set([
    project.schema,
    monitoringSchemaOf(project.schema),
    ...needed.flatMap((table) => (table.includes(".") ? [table.slice(0, table.indexOf("."))] : [])),
  ]);
  const found = await Promise.all([...schemas].map((schema) => existing.tables(catalog, schema)));
  return new Set(found.flatMap((tables) => [...tables]));
}

import { slipOf } from "../../../wording/nearest";
import { metricsTable, monitoringSchemaOf, requestsTable, schemaOf } from "../names";
import type { Path } from "../yaml/source-file";
import type { Contradiction } from "./contradiction";
import type { SoundParts } from "./sound-parts";

/**
 * Names of tables that are a slip of one that the project's own jobs write: what waits for them would wait for ever. Others
 * may come from code that the files do not show.
 */
export function tableProblems(parts: SoundParts, project: string): Contradiction[] {
  const main = parts.schema ?? schemaOf(project);
  const written = writtenTables(parts, main);
  return [
    ...namedTables(parts).map((named) => ({ ...named, meant: slipOf(named.name, written) })),
    ...queriedTables(parts, main).map((named) => ({ ...named, meant: slipOf(named.name, written.filter(isInSchema)) })),
  ].flatMap(({ meant, name, path }) =>
    meant === undefined
      ? []
      : [{ path, message: `no job of the project writes a table "${name}"; did you mean "${meant}"?` }],
  );
}

const isInSchema = (table: string): boolean => table.includes(".");

/** Tables that the project's jobs and monitors write, by all names that settings have for them. */
function writtenTables({ modelNames, models, monitors, tableNames }: SoundParts, main: string): string[] {
  const own = [
    ...tableNames,
    ...tableNames.map((table) => `${table}_online`),
    ...Object.values(models).flatMap(({ batch, streaming }) => [batch.output, streaming.output]),
    ...modelNames.map(requestsTable),
  ];
  const watched = Object.values(monitors).map(({ model, table }) =>
    table === "requests" ? requestsTable(model ?? modelNames[0] ?? "") : (table.split(".").at(-1) ?? table),
  );
  const metrics = [
    ...modelNames.map(metricsTable),
    ...watched.flatMap((table) => [`${table}_profile_metrics`, `${table}_drift_metrics`]),
  ];
  const monitoring = monitoringSchemaOf(main);
  return [...own, ...own.map((table) => `${main}.${table}`), ...metrics.map((table) => `${monitoring}.${table}`)];
}

interface NamedTable {
  name: string;
  path: Path;
}

function namedTables({ alerts, features, jobs, models, monitors, snapshots }: SoundParts): NamedTable[] {
  const each = (names: readonly string[] | undefined, path: Path): NamedTable[] =>
    (names ?? []).map((name, index) => ({ name, path: [...path, index] }));
  const one = (name: string | undefined, path: Path): NamedTable[] => (name === undefined ? [] : [{ name, path }]);
  return [
    ...each(features?.start.onTableUpdate, ["features", "start", "onTableUpdate"]),
    ...Object.entries(models).flatMap(([model, { batch, features: learned, streaming, training }]) => {
      const at = ["models", model];
      return [
        // One without a schema is the project's, and looked for among its feature tables.
        ...one(learned?.includes(".") ? learned : undefined, [...at, "features"]),
        ...each(training.start.onTableUpdate, [...at, "training", "start", "onTableUpdate"]),
        ...each(batch.start.onTableUpdate, [...at, "batch", "start", "onTableUpdate"]),
        ...one(batch.input, [...at, "batch", "input"]),
        ...one(streaming.input, [...at, "streaming", "input"]),
      ];
    }),
    ...Object.entries(monitors).flatMap(([name, { baseline, table }]) => [
      ...one(table === "requests" ? undefined : table, ["monitors", name, "table"]),
      ...one(baseline, ["monitors", name, "baseline"]),
    ]),
    ...Object.entries(alerts).flatMap(([name, { needs }]) => each(needs, ["alerts", name, "needs"])),
    ...Object.entries(jobs).flatMap(([name, { start }]) =>
      each(start.onTableUpdate, ["jobs", name, "start", "onTableUpdate"]),
    ),
    ...Object.keys(snapshots?.tables ?? {}).map((name) => ({ name, path: ["snapshots", "tables", name] })),
  ];
}

/** Tables that alerts' queries name by the placeholders of the project's schemas. */
const queriedTables = ({ alerts }: SoundParts, main: string): NamedTable[] =>
  Object.entries(alerts).flatMap(([name, { query }]) =>
    [...query.matchAll(/\{catalog\}\.\{(schema|monitoring)\}\.`?(\w+)/g)].map(([, schema, table = ""]) => ({
      name: `${schema === "schema" ? main : monitoringSchemaOf(main)}.${table}`,
      path: ["alerts", name, "query"],
    })),
  );

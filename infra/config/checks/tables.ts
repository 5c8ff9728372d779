import { slipOf } from "../../../wording/nearest";
import { metricsTable, monitoringSchemaOf, requestsTable, schemaOf } from "../names";
import { job } from "../schema/project/job";
import { model } from "../schema/project/model";
import { alert, monitor } from "../schema/project/monitoring";
import type { Path } from "../yaml/source-file";
import type { Contradiction } from "./contradiction";
import { judged, type SoundParts } from "./sound-parts";

/** Where tables are named: a mistake in other settings hides none of what is said of these. */
const REGARDED = {
  features: model.pick({ features: true }),
  training: model.pick({ training: true }),
  batch: model.pick({ batch: true }),
  streaming: model.pick({ streaming: true }),
  monitor: monitor.pick({ baseline: true, table: true }),
  needs: alert.pick({ needs: true }),
  query: alert.pick({ query: true }),
  job: job.pick({ start: true }),
};

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

function namedTables({ each: { alerts, jobs, models, monitors }, features, snapshots }: SoundParts): NamedTable[] {
  const several = (names: readonly string[] | undefined, path: Path): NamedTable[] =>
    (names ?? []).map((name, index) => ({ name, path: [...path, index] }));
  const one = (name: string | undefined, path: Path): NamedTable[] => (name === undefined ? [] : [{ name, path }]);
  return [
    ...several(features?.start.onTableUpdate, ["features", "start", "onTableUpdate"]),
    ...Object.entries(models).flatMap(([name, part]) => {
      const at = ["models", name];
      return [
        // One without a schema is the project's, and looked for among its feature tables.
        ...judged(REGARDED.features, part, ({ features: learned }) =>
          one(learned?.includes(".") ? learned : undefined, [...at, "features"]),
        ),
        ...judged(REGARDED.training, part, ({ training: { start } }) =>
          several(start.onTableUpdate, [...at, "training", "start", "onTableUpdate"]),
        ),
        ...judged(REGARDED.batch, part, ({ batch: { input, start } }) => [
          ...several(start.onTableUpdate, [...at, "batch", "start", "onTableUpdate"]),
          ...one(input, [...at, "batch", "input"]),
        ]),
        ...judged(REGARDED.streaming, part, ({ streaming: { input } }) => one(input, [...at, "streaming", "input"])),
      ];
    }),
    ...Object.entries(monitors).flatMap(([name, part]) =>
      judged(REGARDED.monitor, part, ({ baseline, table }) => [
        ...one(table === "requests" ? undefined : table, ["monitors", name, "table"]),
        ...one(baseline, ["monitors", name, "baseline"]),
      ]),
    ),
    ...Object.entries(alerts).flatMap(([name, part]) =>
      judged(REGARDED.needs, part, ({ needs }) => several(needs, ["alerts", name, "needs"])),
    ),
    ...Object.entries(jobs).flatMap(([name, part]) =>
      judged(REGARDED.job, part, ({ start }) => several(start.onTableUpdate, ["jobs", name, "start", "onTableUpdate"])),
    ),
    ...Object.keys(snapshots?.tables ?? {}).map((name) => ({ name, path: ["snapshots", "tables", name] })),
  ];
}

/** Tables that alerts' queries name by the placeholders of the project's schemas. */
const queriedTables = ({ each: { alerts } }: SoundParts, main: string): NamedTable[] =>
  Object.entries(alerts).flatMap(([name, part]) =>
    judged(REGARDED.query, part, ({ query }) =>
      [...query.matchAll(/\{catalog\}\.\{(schema|monitoring)\}\.`?(\w+)/g)].map(([, schema, table = ""]) => ({
        name: `${schema === "schema" ? main : monitoringSchemaOf(main)}.${table}`,
        path: ["alerts", name, "query"],
      })),
    ),
  );

import { monitoringSchemaOf, type ProjectSettings, requestsTable } from "../config";
import type { Services } from "./recorder";

/**
 * What look-ups find in a workspace where all of a project's pipelines have run: a Champion and a Challenger of every
 * model, and every table that something of the project waits for.
 */
export function pipelineResults(project: ProjectSettings): Services["found"] {
  const tables = new Set(
    tablesOf(project).map((table) => (table.includes(".") ? table : `${project.schema}.${table}`)),
  );
  const schemas = new Set([
    project.schema,
    monitoringSchemaOf(project.schema),
    ...[...tables].map((table) => table.slice(0, table.indexOf("."))),
  ]);
  const aliases = [
    { aliasName: "Champion", versionNum: 1 },
    { aliasName: "Challenger", versionNum: 2 },
  ];
  return {
    "databricks:index/getRegisteredModel:getRegisteredModel": () => ({ modelInfos: [{ aliases }] }),
    "databricks:index/getSchemas:getSchemas": ({ catalogName }) => ({
      ids: [...schemas].map((schema) => `${String(catalogName)}.${schema}`),
    }),
    "databricks:index/getTables:getTables": ({ catalogName, schemaName }) => ({
      ids: [...tables]
        .filter((table) => table.startsWith(`${String(schemaName)}.`))
        .map((table) => `${String(catalogName)}.${table}`),
    }),
  };
}

const tablesOf = ({ alerts, features, jobs, models, monitors, snapshots }: ProjectSettings): string[] => [
  ...Object.values(monitors).map(({ table }) => table),
  ...Object.values(alerts).flatMap(({ needs }) => needs),
  ...Object.keys(features.tables),
  ...Object.keys(snapshots.tables),
  ...[
    features,
    ...Object.values(jobs),
    ...Object.values(models).flatMap(({ batch, training }) => [batch, training]),
  ].flatMap(({ start }) => start.onTableUpdate ?? []),
  ...Object.keys(models).map(requestsTable),
];

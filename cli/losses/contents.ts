import { UNITY_CATALOG } from "../../databricks/securables";
import { type DatabricksClient, objectOf, textOf, type Values, valuesOf } from "../../databricks-client";
import type { Loss } from "./compare";

/**
 * Reads what something holds where it runs.
 * @returns in words and numbers: `3 tables, 1 model with 2 versions`; empty where it holds nothing.
 * @throws DatabricksError when the workspace does not answer or refuses.
 */
export async function contentsOf({ name, resource }: Loss, client: DatabricksClient): Promise<string> {
  const id = resource.id ?? "";
  switch (resource.type) {
    case "databricks:index/catalog:Catalog":
      return await ofCatalog(client, name);
    case "databricks:index/schema:Schema":
      return told(await countsOfSchema(client, name));
    case "databricks:index/registeredModel:RegisteredModel":
      return await versionsOf(client, name);
    case "databricks:index/volume:Volume":
      return counted(await filesIn(client, `/Volumes/${name.replaceAll(".", "/")}`), "file");
    case "databricks:index/modelServing:ModelServing":
      return await ofEndpoint(client, id);
    case "databricks:index/job:Job":
      return await runsOf(client, id);
    case "databricks:index/secretScope:SecretScope":
      return counted((await client.list("/api/2.0/secrets/list", "secrets", { scope: id })).length, "secret");
    case "databricks:index/databaseInstance:DatabaseInstance":
      return "it answers";
    case "databricks:index/mlflowExperiment:MlflowExperiment":
      return "its runs";
    default:
      return "";
  }
}

/** Of each kind of thing in a schema, how many there are. */
interface Counts {
  tables: number;
  models: number;
  versions: number;
  volumes: number;
  files: number;
}

async function ofCatalog(client: DatabricksClient, catalog: string): Promise<string> {
  const schemas = await client.list(`${UNITY_CATALOG}/schemas`, "schemas", { catalog_name: catalog });
  const names = schemas.flatMap(({ full_name: name }) => textOf(name) ?? []);
  const own = names.filter((name) => !name.endsWith(".information_schema"));
  const counts = await Promise.all(own.map((schema) => countsOfSchema(client, schema)));
  const sum = (member: keyof Counts): number => counts.reduce((total, each) => total + each[member], 0);
  const all = told({
    tables: sum("tables"),
    models: sum("models"),
    versions: sum("versions"),
    volumes: sum("volumes"),
    files: sum("files"),
  });
  return all === "" ? "" : `${counted(own.length, "schema")}, ${all}`;
}

async function countsOfSchema(client: DatabricksClient, name: string): Promise<Counts> {
  const [catalog = "", schema = ""] = name.split(".");
  const query = { catalog_name: catalog, schema_name: schema };
  const [tables, models, volumes] = await Promise.all([
    client.list(`${UNITY_CATALOG}/tables`, "tables", query),
    client.list(`${UNITY_CATALOG}/models`, "registered_models", query),
    client.list(`${UNITY_CATALOG}/volumes`, "volumes", query),
  ]);
  const versions = await Promise.all(models.map((model) => client.list(versionsPath(model), "model_versions")));
  const files = await Promise.all(
    volumes.map(({ name: volume }) => filesIn(client, `/Volumes/${catalog}/${schema}/${textOf(volume)}`)),
  );
  return {
    tables: tables.length,
    models: models.length,
    versions: versions.flat().length,
    volumes: volumes.length,
    files: files.reduce((total, each) => total + each, 0),
  };
}

const versionsPath = ({ full_name: name }: Values): string => `${UNITY_CATALOG}/models/${textOf(name)}/versions`;

/** A model without versions, and a volume without files, are nothing that would be missed. */
function told({ files, models, tables, versions, volumes }: Counts): string {
  const parts = [
    counted(tables, "table"),
    versions > 0 ? `${counted(models, "model")} with ${counted(versions, "version")}` : "",
    files > 0 ? `${counted(volumes, "volume")} with ${counted(files, "file")}` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

async function versionsOf(client: DatabricksClient, model: string): Promise<string> {
  const [versions, described] = await Promise.all([
    client.list(`${UNITY_CATALOG}/models/${model}/versions`, "model_versions"),
    client.find(`${UNITY_CATALOG}/models/${model}`, { include_aliases: "true" }),
  ]);
  if (versions.length === 0) return "";
  const aliases = valuesOf(described?.aliases).map(
    ({ alias_name: alias, version_num: version }) => `${textOf(alias)} is ${textOf(version)}`,
  );
  return [counted(versions.length, "version"), ...aliases].join(", ");
}

/** Folders are looked into no deeper: it is a number for people. */
async function filesIn(client: DatabricksClient, folder: string): Promise<number> {
  return (await client.list(`/api/2.0/fs/directories${folder}`, "contents")).length;
}

async function ofEndpoint(client: DatabricksClient, name: string): Promise<string> {
  const endpoint = await client.find(`/api/2.0/serving-endpoints/${name}`);
  if (!endpoint) return "it is gone already";
  const served = valuesOf(objectOf(endpoint.config).served_entities).flatMap(
    ({ entity_version: version }) => textOf(version) ?? [],
  );
  return `it answers, with ${served.length === 1 ? "version" : "versions"} ${served.join(" and ")}`;
}

/** Of so many runs the exact number says nothing any more. */
const RUNS_COUNTED = 100;

async function runsOf(client: DatabricksClient, job: string): Promise<string> {
  let runs = 0;
  for await (const _ of client.items("/api/2.2/jobs/runs/list", "runs", { job_id: job, limit: "25" })) {
    runs++;
    if (runs === RUNS_COUNTED) return `${runs} runs or more`;
  }
  return counted(runs, "run");
}

/** `3 tables`, `1 version`; nothing of none. */
const counted = (number: number, what: string): string =>
  number === 0 ? "" : `${number} ${what}${number === 1 ? "" : "s"}`;

import { parse } from "yaml";
import { z } from "zod";
import { type DatabricksClient, objectOf, textOf, valuesOf } from "../../databricks-client";
import { approvalOf, decidedBy, disregarded } from "../models/approval";
import { type MlflowRun, readMlflowRun } from "../models/mlflow-run";
import { type ModelVersion, readVersion } from "../models/model-version";
import { ROLLED_BACK, VERSION_TAGS } from "../models/version-tags";
import { type JobRun, readRun, stateWord } from "../runs/job-run";
import { whereAllowed } from "../workspaces/where-allowed";
import type { Lineage, ServingEntity } from "./lineage";
import { predictionTables } from "./prediction-tables";

/** @param warehouseId asked how many rows were predicted; undefined: nobody is. */
export async function readLineage(
  client: DatabricksClient,
  version: ModelVersion,
  aliases: ReadonlyMap<string, number>,
  warehouseId: string | undefined,
): Promise<Lineage> {
  const { model, mlflowRun, tags } = version;
  const refitOf = tags.get(VERSION_TAGS.refitOf);
  // What was fitted again was not measured again: what is known of it is known of the one that was judged.
  const judged = refitOf === undefined ? version : await readVersion(client, model, Number(refitOf));
  const [createdByName, run, judgedRun, jobRun, features, endpoints, predictions] = await Promise.all([
    servicePrincipalName(client, version.createdBy),
    mlflowRun === undefined ? undefined : readMlflowRun(client, mlflowRun),
    judged.mlflowRun === undefined ? undefined : readMlflowRun(client, judged.mlflowRun),
    readJobRun(client, tags.get(VERSION_TAGS.jobRun)),
    readFeatures(client, version),
    servingEntities(client, version),
    predictionTables(client, version, warehouseId),
  ]);
  const data = dataOf(version, run);
  const rejectedBy = decidedBy(version, "rejectedBy");
  const status = tags.get(VERSION_TAGS.validationStatus);
  return {
    model,
    version: version.version,
    aliases: [...aliases].flatMap(([alias, number]) => (number === version.version ? [alias] : [])).sort(),
    description: version.description,
    createdAt: version.createdAt === undefined ? undefined : new Date(version.createdAt).toISOString(),
    createdBy: version.createdBy,
    createdByName,
    code: tags.get(VERSION_TAGS.codeVersion),
    data,
    upstream: await upstreamTables(client, data),
    splitBoundary: tags.get(VERSION_TAGS.splitBoundary),
    features,
    jobRun,
    mlflowRun: run && { runId: run.info.run_id, name: run.info.run_name, experimentId: run.info.experiment_id },
    parameters: judgedRun?.data.params ?? {},
    metrics: judgedRun?.data.metrics ?? {},
    validation: status === undefined ? undefined : { status, result: tags.get(VERSION_TAGS.validationResult) },
    approvedBy: approvalOf(version),
    rejectedBy,
    rejectionReason: rejectedBy === undefined ? undefined : tags.get(VERSION_TAGS.rejectionReason),
    disregarded: disregarded(version),
    rolledBack: tags.get(ROLLED_BACK),
    refitOf: refitOf === undefined ? undefined : Number(refitOf),
    predictions,
    endpoints,
  };
}

const APPLICATION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** People are known by their address; of a service principal an id says little. */
async function servicePrincipalName(client: DatabricksClient, id: string | undefined): Promise<string | undefined> {
  if (id === undefined || !APPLICATION_ID.test(id)) return undefined;
  const filter = `applicationId eq "${id}"`;
  const found = await whereAllowed(client.find("/api/2.0/preview/scim/v2/ServicePrincipals", { filter }));
  return valuesOf(found?.Resources).map(({ displayName }) => textOf(displayName))[0];
}

/** What the version says that it learned from; else what its run says that it read. */
function dataOf({ tags }: ModelVersion, run: MlflowRun | undefined): string[] {
  const told = tags.get(VERSION_TAGS.dataVersion);
  if (told !== undefined) return [told];
  return [...new Set(run?.inputs.map(({ name }) => name) ?? [])];
}

async function readJobRun(client: DatabricksClient, id: string | undefined): Promise<Lineage["jobRun"]> {
  const runId = Number(id);
  if (!Number.isSafeInteger(runId) || runId <= 0) return undefined;
  const run = await whereAllowed(readRun(client, runId));
  return run && { runId, job: run.run_name, state: stateWord(run), page: pageOf(run) };
}

const pageOf = ({ run_page_url: page }: JobRun): string | undefined => page;

const inputsSchema = z.array(z.object({ name: z.string(), type: z.unknown() })).catch([]);

/** The inputs of the signature, from the version's files. */
async function readFeatures(client: DatabricksClient, { model, version }: ModelVersion): Promise<Lineage["features"]> {
  const path = `/api/2.0/fs/files/Models/${model.split(".").map(encodeURIComponent).join("/")}/${version}/MLmodel`;
  const file = await whereAllowed(client.text(path));
  const signature = objectOf(objectOf(file === undefined ? undefined : parse(file)).signature);
  const inputs = textOf(signature.inputs);
  const features = inputsSchema.parse(inputs === undefined ? [] : JSON.parse(inputs));
  return features.map(({ name, type }) => ({ name, type: textOf(type) ?? "" }));
}

/** Tables that these tables were made of, as Unity Catalog has followed it. */
async function upstreamTables(client: DatabricksClient, tables: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    tables.map(async (table) => {
      const name = table.replace(/@\d+$/, "");
      const answer = await whereAllowed(
        client.find("/api/2.0/lineage-tracking/table-lineage", { table_name: name, include_entity_lineage: "true" }),
      );
      return valuesOf(answer?.upstreams).flatMap(({ tableInfo }) => {
        const { catalog_name: catalog, name: short, schema_name: schema } = objectOf(tableInfo);
        return textOf(short) === undefined ? [] : [`${textOf(catalog)}.${textOf(schema)}.${textOf(short)}`];
      });
    }),
  );
  return [...new Set(found.flat())].sort();
}

async function servingEntities(client: DatabricksClient, { model, version }: ModelVersion): Promise<ServingEntity[]> {
  const endpoints = (await whereAllowed(client.list("/api/2.0/serving-endpoints", "endpoints"))) ?? [];
  return endpoints.flatMap(({ config, name: endpoint }) =>
    valuesOf(objectOf(config).served_entities)
      .filter((entity) => entity.entity_name === model && entity.entity_version === String(version))
      .map(({ name: entity }) => ({ endpoint: textOf(endpoint) ?? "", entity: textOf(entity) ?? "" })),
  );
}

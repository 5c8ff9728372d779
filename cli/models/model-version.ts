import { z } from "zod";
import { type DatabricksClient, textOf } from "../../databricks-client";
import { VERSION_TAGS } from "./version-tags";

const UNITY_CATALOG = "/api/2.1/unity-catalog/models";
const MLFLOW = "/api/2.0/mlflow/unity-catalog/model-versions";

const aliasesSchema = z
  .array(z.object({ alias_name: z.string(), version_num: z.number() }))
  .default([])
  .transform((aliases) => new Map(aliases.map(({ alias_name: alias, version_num: version }) => [alias, version])));

const listedSchema = z.object({ version: z.number(), created_at: z.number().optional() });

const tagsSchema = z
  .array(z.object({ key: z.string(), value: z.string().default("") }))
  .default([])
  .transform((tags) => new Map(tags.map(({ key, value }) => [key, value])));

const versionSchema = z.object({
  version: z.string().transform(Number),
  run_id: z.string().optional(),
  description: z.string().optional(),
  user_id: z.string().optional(),
  creation_timestamp: z.coerce.number().optional(),
  model_id: z.string().optional(),
  status: z.string().optional(),
  tags: tagsSchema,
});

/** A version of a registered model, with its tags. */
export interface ModelVersion {
  /** `catalog.schema.model` */
  model: string;
  version: number;
  /** The run of MLflow's that logged it. */
  mlflowRun: string | undefined;
  /** `READY`, once its files are there. */
  status: string | undefined;
  description: string | undefined;
  createdBy: string | undefined;
  /** Milliseconds since 1970. */
  createdAt: number | undefined;
  /** Who made it, and who changed it last, as the catalog recorded it: asked for where a tag says that somebody decided. */
  madeBy: string | undefined;
  changedBy: string | undefined;
  tags: ReadonlyMap<string, string>;
}

/** Versions by alias; undefined where there is no such model, or the caller does not see it. */
export async function aliasesOf(
  client: DatabricksClient,
  model: string,
): Promise<ReadonlyMap<string, number> | undefined> {
  const answer = await client.find(`${UNITY_CATALOG}/${encodeURIComponent(model)}`, { include_aliases: "true" });
  return answer && aliasesSchema.parse(answer.aliases);
}

/** @throws DatabricksError of status 404 where there is no such version. */
export async function readVersion(client: DatabricksClient, model: string, version: number): Promise<ModelVersion> {
  const answer = await client.get(`${MLFLOW}/get`, { name: model, version: String(version) });
  const found = versionSchema.parse(answer.model_version);
  return {
    model,
    version: found.version,
    mlflowRun: found.run_id === "" ? undefined : found.run_id,
    status: found.status,
    description: found.description,
    createdBy: found.user_id,
    createdAt: found.creation_timestamp,
    ...(isDecided(found.tags) ? await recorded(client, model, version) : { madeBy: undefined, changedBy: undefined }),
    tags: found.tags,
  };
}

const isDecided = (tags: ReadonlyMap<string, string>): boolean =>
  [VERSION_TAGS.approval, VERSION_TAGS.approvedBy, VERSION_TAGS.rejectedBy].some((tag) => tags.has(tag));

async function recorded(
  client: DatabricksClient,
  model: string,
  version: number,
): Promise<Pick<ModelVersion, "madeBy" | "changedBy">> {
  const found = await client.find(`${UNITY_CATALOG}/${encodeURIComponent(model)}/versions/${version}`);
  return { madeBy: textOf(found?.created_by), changedBy: textOf(found?.updated_by) };
}

/** Numbers of a model's versions, newest first. @param since Only those made from then on: milliseconds since 1970. */
export async function versionNumbers(client: DatabricksClient, model: string, since = 0): Promise<number[]> {
  const path = `${UNITY_CATALOG}/${encodeURIComponent(model)}/versions`;
  const listed = (await client.list(path, "model_versions")).map((each) => listedSchema.parse(each));
  return listed
    .filter(({ created_at: created }) => created === undefined || created >= since)
    .map(({ version }) => version)
    .sort((one, other) => other - one);
}

/** Gives the version the alias, in one step that takes it from the one that had it. */
export async function setAlias(client: DatabricksClient, model: string, alias: string, version: number): Promise<void> {
  const path = `${UNITY_CATALOG}/${encodeURIComponent(model)}/aliases/${encodeURIComponent(alias)}`;
  await client.change("PUT", path, { version_num: version });
}

/** Unity Catalog bounds the length of a tag's value. */
const LONGEST_TAG_VALUE = 250;

/** A longer value is cut. */
export async function setTag(
  client: DatabricksClient,
  { model, version }: Pick<ModelVersion, "model" | "version">,
  key: string,
  value: string,
): Promise<void> {
  const tag = { key, value: value.slice(0, LONGEST_TAG_VALUE) };
  await client.change("POST", `${MLFLOW}/set-tag`, { name: model, version: String(version), ...tag });
}

export async function deleteTag(
  client: DatabricksClient,
  { model, version }: Pick<ModelVersion, "model" | "version">,
  key: string,
): Promise<void> {
  await client.change("DELETE", `${MLFLOW}/delete-tag`, { name: model, version: String(version), key });
}

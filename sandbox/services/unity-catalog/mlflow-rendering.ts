import type { RegisteredModel } from "../../authority/unity-catalog/infos";
import { invalidParameter } from "../../control-plane";
import { aliasesOf, type ModelVersion } from "./registered-model";

/** A tag as MLflow's API has it. */
export interface MlflowTag {
  /** The SDK lets it be left out. */
  key?: string;
  value?: string;
}

/** How a search shows things: without tags and aliases, as the service does. */
type Detail = "all" | "search";

/** A model as MLflow's API shows it. */
export function renderedModel(model: RegisteredModel, detail: Detail = "all"): object {
  const all = {
    aliases: aliasesOf(model).map(({ alias_name, version_num }) => ({ alias: alias_name, version: `${version_num}` })),
    tags: renderedTags(model.tags),
  };
  return {
    name: model.full_name,
    creation_timestamp: model.created_at,
    last_updated_timestamp: model.updated_at,
    user_id: model.created_by,
    description: model.comment,
    deployment_job_id: model.deployment_job_id,
    ...(detail === "all" ? all : {}),
  };
}

/** A version as MLflow's API shows it. */
export function renderedVersion(model: RegisteredModel, version: ModelVersion, detail: Detail = "all"): object {
  const all = {
    aliases: aliasesOf(model, version.version).map(({ alias_name }) => ({
      alias: alias_name,
      version: `${version.version}`,
    })),
    tags: renderedTags(version.tags),
  };
  return {
    name: model.full_name,
    version: String(version.version),
    creation_timestamp: version.created_at,
    last_updated_timestamp: version.updated_at,
    user_id: version.created_by,
    description: version.comment,
    source: version.source,
    run_id: version.run_id,
    ...(version.run_workspace_id === undefined ? {} : { run_tracking_server_id: String(version.run_workspace_id) }),
    model_id: version.model_id,
    status: version.status,
    storage_location: version.storage_location,
    ...(detail === "all" ? all : {}),
  };
}

function renderedTags(tags: Record<string, string>): MlflowTag[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

const KEY_LIMIT = 255;
const VALUE_LIMIT = 1000;

/** Tags by their keys. @throws for a key or value that is longer than the service keeps, and for an empty key. */
export function readTags(tags: MlflowTag[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(readTag));
}

function readTag({ key = "", value = "" }: MlflowTag): [string, string] {
  if (key === "" || key.length > KEY_LIMIT) {
    throw invalidParameter(`A tag's key has 1 to ${KEY_LIMIT} characters, got ${key.length}.`);
  }
  if (value.length > VALUE_LIMIT) {
    throw invalidParameter(
      `The value of tag '${key}' has ${value.length} characters: at most ${VALUE_LIMIT} are kept.`,
    );
  }
  return [key, value];
}

/** MLflow writes version numbers as text. */
export function versionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw invalidParameter(`Invalid model version '${text}': it must be a positive integer.`);
  return Number(text);
}

/** `catalog.schema.model`, apart. */
export function modelNameParts(name: string): { catalog_name: string; schema_name: string; name: string } {
  const [catalog, schema, model, ...more] = name.split(".");
  if (!catalog || !schema || !model || more.length > 0) {
    throw invalidParameter(
      `'${name}' is not a valid name for a registered model in Unity Catalog: expected <catalog>.<schema>.<model>.`,
    );
  }
  return { catalog_name: catalog, schema_name: schema, name: model };
}

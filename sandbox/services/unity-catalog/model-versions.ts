import type { RegisteredModel } from "../../authority/unity-catalog/infos";
import { changed } from "../../authority/unity-catalog/securables";
import { type Behaviour, type Call, page, type Service, workspaceIdOf } from "../../control-plane";
import type { BrowseRequest, ListRequest } from "./listing";
import { managedModel, versionableModel, visibleModel } from "./model-access";
import {
  aliasesOf,
  existingVersion,
  existingVersionByAlias,
  type ModelDependency,
  type ModelVersion,
  putModel,
  putVersion,
  removeVersion,
  versionsOf,
} from "./registered-model";
import { tellVersionReady } from "./version-ready";

/** What registers a version. Only MLflow's API does. */
export interface NewModelVersion {
  source: string;
  run_id?: string;
  /** Default, where there is a run: the called workspace. */
  run_workspace_id?: number;
  model_id?: string;
  comment?: string;
  tags: Record<string, string>;
  dependencies: ModelDependency[];
  feature_deps?: string;
}

interface VersionAddress {
  full_name: string;
  version: number;
}

interface AliasesAsked {
  include_aliases?: boolean;
}

/** A version as Unity Catalog's API shows it. */
function shown(
  model: RegisteredModel,
  version: ModelVersion,
  { include_aliases: withAliases = false }: AliasesAsked = {},
): object {
  const { tags, model_id, feature_deps, dependencies, ...members } = version;
  return {
    ...members,
    catalog_name: model.catalog_name,
    schema_name: model.schema_name,
    model_name: model.name,
    metastore_id: model.metastore_id,
    ...governed(dependencies),
    ...(withAliases ? { aliases: aliasesOf(model, version.version) } : {}),
  };
}

/** Dependencies on what Unity Catalog governs; it knows nothing of others, such as serving endpoints. */
function governed(dependencies: ModelDependency[]): object {
  const known = dependencies.map(governedDependency).filter((each) => each !== undefined);
  return known.length === 0 ? {} : { model_version_dependencies: { dependencies: known } };
}

function governedDependency({ type, name }: ModelDependency): object | undefined {
  switch (type) {
    case "DATABRICKS_TABLE":
    case "DATABRICKS_VECTOR_INDEX":
      return { table: { table_full_name: name } };
    case "DATABRICKS_UC_FUNCTION":
      return { function: { function_full_name: name } };
    case "DATABRICKS_UC_CONNECTION":
      return { connection: { connection_name: name } };
    default:
      return undefined;
  }
}

/** Registers the next version of a model, whose files are still to come. */
export function createVersion(call: Call, fullName: string, request: NewModelVersion): ModelVersion {
  const model = versionableModel(call, fullName);
  const number = model.last_version + 1;
  const id = call.store.uuid();
  const { updated_at: now, updated_by: by } = changed(call);
  putModel(call.store, { ...model, last_version: number });
  return putVersion(call.store, model, {
    ...(request.run_id === undefined ? {} : { run_workspace_id: workspaceIdOf(call) }),
    ...request,
    id,
    version: number,
    status: "PENDING_REGISTRATION",
    storage_location: `${model.storage_location}/versions/${id}`,
    created_at: now,
    created_by: by,
    updated_at: now,
    updated_by: by,
  });
}

/** Declares that a version's files are all there. */
export function finalizeVersion(call: Call, fullName: string, version: number): ModelVersion {
  const model = versionableModel(call, fullName);
  const before = existingVersion(call.store, model, version);
  const ready = putVersion(call.store, model, { ...before, status: "READY", ...changed(call) });
  if (before.status !== "READY") tellVersionReady(call, model, ready);
  return ready;
}

export function changeVersion(
  call: Call,
  fullName: string,
  version: number,
  comment: string | undefined,
): ModelVersion {
  const model = managedModel(call, fullName);
  const before = existingVersion(call.store, model, version);
  return putVersion(call.store, model, {
    ...before,
    ...(comment === undefined ? {} : { comment }),
    ...changed(call),
  });
}

export function deleteVersion(call: Call, fullName: string, version: number): void {
  const model = managedModel(call, fullName);
  removeVersion(call.store, model, existingVersion(call.store, model, version));
}

const get: Behaviour<VersionAddress & AliasesAsked & BrowseRequest> = (
  { full_name: name, version, include_browse: browse, ...asked },
  call,
) => {
  const model = visibleModel(call, name, browse);
  return shown(model, existingVersion(call.store, model, version), asked);
};

const getByAlias: Behaviour<{ full_name: string; alias: string } & AliasesAsked> = (request, call) => {
  const model = visibleModel(call, request.full_name);
  return shown(model, existingVersionByAlias(call.store, model, request.alias), request);
};

const list: Behaviour<ListRequest & { full_name: string }> = (request, call) => {
  const model = visibleModel(call, request.full_name);
  const { items, nextToken } = page(versionsOf(call.store, model), {
    token: request.page_token,
    size: request.max_results,
  });
  return { model_versions: items.map((version) => shown(model, version)), next_page_token: nextToken };
};

const update: Behaviour<VersionAddress & { comment?: string }> = ({ full_name: name, version, comment }, call) => {
  const after = changeVersion(call, name, version, comment);
  return shown(visibleModel(call, name), after);
};

const deletion: Behaviour<VersionAddress> = ({ full_name: name, version }, call) => {
  deleteVersion(call, name, version);
  return undefined;
};

export const modelVersionsService: Service = {
  "catalog.ModelVersions.Get": get,
  "catalog.ModelVersions.GetByAlias": getByAlias,
  "catalog.ModelVersions.List": list,
  "catalog.ModelVersions.Update": update,
  "catalog.ModelVersions.Delete": deletion,
};

import { Access } from "../../authority/unity-catalog/access";
import { changed, modelRef } from "../../authority/unity-catalog/securables";
import { type Behaviour, type Call, invalidParameter, page, type Service } from "../../control-plane";
import { type MlflowTag, readTags, renderedVersion, versionNumber } from "./mlflow-rendering";
import { taggableModel, visibleModel } from "./model-access";
import { changeVersion, createVersion, deleteVersion, finalizeVersion } from "./model-versions";
import { existingVersion, type ModelDependency, type ModelVersion, putVersion, versionsOf } from "./registered-model";

/** MLflow's registry API names a version by its model's full name and its number as text. */
interface VersionAddress {
  name: string;
  version: string;
}

interface NewVersion {
  name: string;
  source: string;
  run_id?: string;
  description?: string;
  /** The workspace that the run is in, where it is not the called one. */
  run_tracking_server_id?: string;
  feature_deps?: string;
  tags?: MlflowTag[];
  model_version_dependencies?: ModelDependency[];
  model_id?: string;
}

const create: Behaviour<NewVersion> = (request, call) => {
  const { name, source, run_id, description, run_tracking_server_id, feature_deps, model_id } = request;
  const version = createVersion(call, name, {
    source,
    tags: readTags(request.tags),
    dependencies: request.model_version_dependencies ?? [],
    ...(run_id ? { run_id } : {}),
    ...(run_tracking_server_id ? { run_workspace_id: Number(run_tracking_server_id) } : {}),
    ...(description === undefined ? {} : { comment: description }),
    ...(feature_deps ? { feature_deps } : {}),
    ...(model_id ? { model_id } : {}),
  });
  return answer(call, name, version);
};

const finalize: Behaviour<VersionAddress> = ({ name, version }, call) =>
  answer(call, name, finalizeVersion(call, name, versionNumber(version)));

const get: Behaviour<VersionAddress> = ({ name, version }, call) => answer(call, name, visible(call, name, version));

const update: Behaviour<VersionAddress & { description?: string }> = ({ name, version, description }, call) =>
  answer(call, name, changeVersion(call, name, versionNumber(version), description));

const remove: Behaviour<VersionAddress> = ({ name, version }, call) => {
  deleteVersion(call, name, versionNumber(version));
  return undefined;
};

const search: Behaviour<{ filter?: string; max_results?: number; page_token?: string }> = (request, call) => {
  const model = visibleModel(call, searchedModel(request.filter ?? ""));
  const { items, nextToken } = page(versionsOf(call.store, model), {
    token: request.page_token,
    size: request.max_results,
  });
  return {
    model_versions: items.map((version) => renderedVersion(model, version, "search")),
    next_page_token: nextToken,
  };
};

/** Unity Catalog searches the versions of one model only. */
function searchedModel(filter: string): string {
  const [, name] =
    /^\s*name\s*=\s*(?:'([^']+)'|"([^"]+)")\s*$/.exec(filter)?.filter((part) => part !== undefined) ?? [];
  if (!name) {
    throw invalidParameter(
      `Invalid filter '${filter}': in Unity Catalog, model versions are searched by name = '<catalog>.<schema>.<model>' only.`,
    );
  }
  return name;
}

const downloadUri: Behaviour<VersionAddress> = ({ name, version }, call) => ({
  artifact_uri: visible(call, name, version).storage_location,
});

const setTag: Behaviour<VersionAddress & MlflowTag> = ({ name, version, ...tag }, call) => {
  changeTags(call, name, version, (tags) => ({ ...tags, ...readTags([tag]) }));
  return undefined;
};

const deleteTag: Behaviour<VersionAddress & { key: string }> = ({ name, version, key }, call) => {
  changeTags(call, name, version, ({ [key]: _, ...kept }) => kept);
  return undefined;
};

function changeTags(
  call: Call,
  name: string,
  version: string,
  change: (tags: Record<string, string>) => Record<string, string>,
): void {
  const model = taggableModel(call, name);
  const before = existingVersion(call.store, model, versionNumber(version));
  putVersion(call.store, model, { ...before, tags: change(before.tags), ...changed(call) });
}

/** A version's files are written and read through the Files API, below `/Models`: nobody needs the storage's credentials. */
const filesApiIsUsed: Behaviour = () => ({ is_databricks_sdk_models_artifact_repository_enabled: true });

/** Which job or notebook used a version: taken from whoever may use it, as no API of the sandbox shows lineage. */
const emitLineage: Behaviour<VersionAddress> = ({ name, version }, call) => {
  visible(call, name, version);
  Access.of(call).require("EXECUTE", modelRef(name));
  return undefined;
};

function visible(call: Call, name: string, version: string): ModelVersion {
  return existingVersion(call.store, visibleModel(call, name), versionNumber(version));
}

function answer(call: Call, name: string, version: ModelVersion): object {
  // Whoever may add versions to a model need not be able to use it.
  const model = Access.of(call).existing(modelRef(name));
  return { model_version: renderedVersion(model, version) };
}

/** Model versions in the words of MLflow's registry API, which alone makes them. */
export const mlflowModelVersionsService: Service = {
  "mlflow.UnityCatalogModels.CreateModelVersion": create,
  "mlflow.UnityCatalogModels.FinalizeModelVersion": finalize,
  "mlflow.UnityCatalogModels.GetModelVersion": get,
  "mlflow.UnityCatalogModels.UpdateModelVersion": update,
  "mlflow.UnityCatalogModels.DeleteModelVersion": remove,
  "mlflow.UnityCatalogModels.SearchModelVersions": search,
  "mlflow.UnityCatalogModels.GetModelVersionDownloadUri": downloadUri,
  "mlflow.UnityCatalogModels.SetModelVersionTag": setTag,
  "mlflow.UnityCatalogModels.DeleteModelVersionTag": deleteTag,
  "mlflow.UnityCatalogModels.EmitModelVersionLineage": emitLineage,
  "mlflow.UnityCatalogModels.IsDatabricksSdkModelsArtifactRepositoryEnabled": filesApiIsUsed,
};

import type { RegisteredModel } from "../../authority/unity-catalog/infos";
import { modelRef, securables } from "../../authority/unity-catalog/securables";
import { AccountObjects, type Entry, FileTree, notFound, ownMember, type Store } from "../../control-plane";

/** Registered through MLflow's API, whose files come after the registration. */
export type ModelVersionStatus = "PENDING_REGISTRATION" | "FAILED_REGISTRATION" | "READY";

/** What a model version uses, as MLflow names it. */
export interface ModelDependency {
  type?: string;
  name?: string;
}

/** One version of a registered model. */
export interface ModelVersion {
  /** Tells its files from those of every other version. */
  id: string;
  version: number;
  status: ModelVersionStatus;
  /** Where its files came from, for example `dbfs:/databricks/mlflow-tracking/<experiment>/<run>/artifacts/model`. */
  source: string;
  storage_location: string;
  run_id?: string;
  run_workspace_id?: number;
  /** MLflow's id of the logged model. */
  model_id?: string;
  comment?: string;
  tags: Record<string, string>;
  dependencies: ModelDependency[];
  /** The feature look-ups that it was logged with: JSON, as MLflow wrote it. */
  feature_deps?: string;
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
}

/** The number is padded so that keys sort as the numbers do. */
const modelVersions = new AccountObjects<ModelVersion, readonly [model: string, version: string]>(
  "unity-catalog.model-version",
);

const versionKey = (model: RegisteredModel, version: number) =>
  [model.model_id, String(version).padStart(10, "0")] as const;

/** The model of that full name, whoever asks. */
export function registeredModelOf(store: Store, fullName: string): RegisteredModel | undefined {
  return store.get(securables.function, modelRef(fullName).name);
}

/** One version of the model of that full name, whoever asks; undefined when the model or the version is not there. */
export function modelVersionOf(store: Store, fullName: string, version: number): ModelVersion | undefined {
  const model = registeredModelOf(store, fullName);
  return model && modelVersions.get({ store }, versionKey(model, version));
}

/** Every version, with the key that pages are cut by. */
export function versionsOf(store: Store, model: RegisteredModel): Entry<ModelVersion>[] {
  return store.list(modelVersions, { prefix: modelVersions.prefixOf({ store }, [model.model_id]) });
}

/** @throws RESOURCE_DOES_NOT_EXIST */
export function existingVersion(store: Store, model: RegisteredModel, version: number): ModelVersion {
  const found = modelVersions.get({ store }, versionKey(model, version));
  if (!found) throw notFound(`Model version '${version}' of '${model.full_name}' does not exist.`);
  return found;
}

/** @throws RESOURCE_DOES_NOT_EXIST */
export function existingVersionByAlias(store: Store, model: RegisteredModel, alias: string): ModelVersion {
  const version = ownMember(model.aliases, alias);
  if (version === undefined) throw notFound(`Alias '${alias}' of '${model.full_name}' does not exist.`);
  return existingVersion(store, model, version);
}

/** An alias as Unity Catalog's API shows it. */
export interface ModelAlias {
  alias_name: string;
  version_num: number;
}

/** A model's aliases in the order of their names. @param version only those that name it. Default: all. */
export function aliasesOf({ aliases }: RegisteredModel, version?: number): ModelAlias[] {
  return Object.entries(aliases)
    .filter(([, named]) => version === undefined || named === version)
    .map(([name, named]) => ({ alias_name: name, version_num: named }))
    .sort((a, b) => (a.alias_name < b.alias_name ? -1 : 1));
}

export function putModel(store: Store, model: RegisteredModel): RegisteredModel {
  return store.put(securables.function, model.full_name, model);
}

export function putVersion(store: Store, model: RegisteredModel, version: ModelVersion): ModelVersion {
  return modelVersions.put({ store }, versionKey(model, version.version), version);
}

/** The files of one version. */
export const filesOf = (store: Store, { id }: ModelVersion): FileTree => new FileTree(store, id);

/** Deletes one version, with its files and the aliases that named it. */
export function removeVersion(store: Store, model: RegisteredModel, version: ModelVersion): void {
  filesOf(store, version).clear();
  modelVersions.remove({ store }, versionKey(model, version.version));
  const kept = Object.entries(model.aliases).filter(([, named]) => named !== version.version);
  putModel(store, { ...model, aliases: Object.fromEntries(kept) });
}

/** Deletes what hangs on a model that is being deleted. */
export function removeVersions(store: Store, model: RegisteredModel): void {
  for (const { value: version } of versionsOf(store, model)) removeVersion(store, model, version);
}

import { Access } from "../../authority/unity-catalog/access";
import type { RegisteredModel } from "../../authority/unity-catalog/infos";
import { changed } from "../../authority/unity-catalog/securables";
import { type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { visiblePage } from "./listing";
import {
  type MlflowTag,
  modelNameParts,
  readTags,
  renderedModel,
  renderedVersion,
  versionNumber,
} from "./mlflow-rendering";
import { taggableModel, visibleModel } from "./model-access";
import { deleteAlias, setAlias } from "./model-aliases";
import { existingVersionByAlias, putModel } from "./registered-model";
import { changeModel, createModel, deleteModel } from "./registered-models";

/** MLflow's registry API names a model in full: `catalog.schema.model`. */
interface Named {
  name: string;
}

const create: Behaviour<Named & { tags?: MlflowTag[]; description?: string; deployment_job_id?: string }> = (
  { name, tags, description, deployment_job_id },
  call,
) => {
  const model = createModel(call, {
    ...modelNameParts(name),
    tags: readTags(tags),
    ...(description === undefined ? {} : { comment: description }),
    ...(deployment_job_id === undefined ? {} : { deployment_job_id }),
  });
  return { registered_model: renderedModel(model) };
};

const get: Behaviour<Named> = ({ name }, call) => ({ registered_model: renderedModel(visibleModel(call, name)) });

const update: Behaviour<Named & { new_name?: string; description?: string; deployment_job_id?: string }> = (
  { name, new_name: newName, description, deployment_job_id },
  call,
) => {
  const after = changeModel(call, name, {
    ...(newName === undefined ? {} : { new_name: nameInSameSchema(name, newName) }),
    ...(description === undefined ? {} : { comment: description }),
    ...(deployment_job_id === undefined ? {} : { deployment_job_id }),
  });
  return { registered_model: renderedModel(after) };
};

/** A model's new name may be given in full, but a rename does not move it elsewhere. */
function nameInSameSchema(from: string, to: string): string {
  if (!to.includes(".")) return to;
  const [before, after] = [modelNameParts(from), modelNameParts(to)];
  if (before.catalog_name !== after.catalog_name || before.schema_name !== after.schema_name) {
    throw invalidParameter(
      `Registered model '${from}' can not be moved to another catalog or schema, as '${to}' asks.`,
    );
  }
  return after.name;
}

const remove: Behaviour<Named> = ({ name }, call) => {
  deleteModel(call, name);
  return undefined;
};

const search: Behaviour<{ max_results?: number; page_token?: string }> = (request, call) => {
  const { items, nextToken } = visiblePage(call, Access.of(call), { type: "function", privilege: "EXECUTE" }, request);
  const models = items.map((each) => renderedModel(each, "search"));
  return { registered_models: models, next_page_token: nextToken };
};

const setModelAlias: Behaviour<Named & { alias: string; version: string }> = ({ name, alias, version }, call) => {
  setAlias(call, name, alias, versionNumber(version));
  return undefined;
};

const deleteModelAlias: Behaviour<Named & { alias: string }> = ({ name, alias }, call) => {
  deleteAlias(call, name, alias);
  return undefined;
};

const getByAlias: Behaviour<Named & { alias: string }> = ({ name, alias }, call) => {
  const model = visibleModel(call, name);
  return { model_version: renderedVersion(model, existingVersionByAlias(call.store, model, alias)) };
};

const setTag: Behaviour<Named & MlflowTag> = ({ name, ...tag }, call) => {
  const model = taggableModel(call, name);
  putTags(call, model, { ...model.tags, ...readTags([tag]) });
  return undefined;
};

const deleteTag: Behaviour<Named & { key: string }> = ({ name, key }, call) => {
  const model = taggableModel(call, name);
  const { [key]: _, ...kept } = model.tags;
  putTags(call, model, kept);
  return undefined;
};

function putTags(call: Call, model: RegisteredModel, tags: Record<string, string>): void {
  putModel(call.store, { ...model, tags, ...changed(call) });
}

/** Registered models in the words of MLflow's registry API. */
export const mlflowModelsService: Service = {
  "mlflow.UnityCatalogModels.CreateRegisteredModel": create,
  "mlflow.UnityCatalogModels.GetRegisteredModel": get,
  "mlflow.UnityCatalogModels.UpdateRegisteredModel": update,
  "mlflow.UnityCatalogModels.DeleteRegisteredModel": remove,
  "mlflow.UnityCatalogModels.SearchRegisteredModels": search,
  "mlflow.UnityCatalogModels.SetRegisteredModelAlias": setModelAlias,
  "mlflow.UnityCatalogModels.DeleteRegisteredModelAlias": deleteModelAlias,
  "mlflow.UnityCatalogModels.GetModelVersionByAlias": getByAlias,
  "mlflow.UnityCatalogModels.SetRegisteredModelTag": setTag,
  "mlflow.UnityCatalogModels.DeleteRegisteredModelTag": deleteTag,
};

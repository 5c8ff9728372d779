import { Access } from "../../authority/unity-catalog/access";
import type { RegisteredModel } from "../../authority/unity-catalog/infos";
import {
  checkedName,
  existsAlready,
  modelRef,
  newBrowsable,
  schemaRef,
  securables,
} from "../../authority/unity-catalog/securables";
import { type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { change, type SecurableChange } from "./change";
import { type BrowseRequest, type ListRequest, visiblePage } from "./listing";
import { managedModel, visibleModel } from "./model-access";
import { aliasesOf, putModel } from "./registered-model";
import { remove } from "./remove";
import { managedPath, usablePath } from "./storage-paths";

/** What makes a model, through Unity Catalog's API or MLflow's. */
export interface NewModel {
  catalog_name: string;
  schema_name: string;
  name: string;
  comment?: string;
  storage_location?: string;
  tags?: Record<string, string>;
  deployment_job_id?: string;
}

/** What may be changed of a model; absent: left as it is. */
export interface ModelChange extends SecurableChange {
  comment?: string;
  deployment_job_id?: string;
}

/** What keeps the answer of an operation from having a model's aliases unless they are asked for. */
interface AliasesAsked {
  include_aliases?: boolean;
}

/** A model as Unity Catalog's API shows it. */
function shownModel(model: RegisteredModel, { include_aliases: withAliases = false }: AliasesAsked = {}): object {
  const { model_id, aliases, tags, last_version, deployment_job_id, ...shown } = model;
  return withAliases ? { ...shown, aliases: aliasesOf(model) } : shown;
}

/** Makes a model that has no versions yet, for whoever may. */
export function createModel(call: Call, request: NewModel): RegisteredModel {
  const access = Access.of(call);
  const schema = schemaRef(`${request.catalog_name}.${request.schema_name}`);
  access.usable(schema, "CREATE_MODEL");
  const name = checkedName(request.name, "function");
  const model = modelRef(`${schema.name}.${name}`);
  if (call.store.has(securables.function, model.name)) throw existsAlready(model);
  const id = call.store.uuid();
  return putModel(call.store, {
    ...newBrowsable(call, name, access.metastoreId),
    model_id: id,
    full_name: model.name,
    catalog_name: request.catalog_name.toLowerCase(),
    schema_name: request.schema_name.toLowerCase(),
    storage_location: request.storage_location
      ? usablePath(call, request.storage_location, "CREATE_MANAGED_STORAGE").path
      : managedPath(access, schema, "models", id),
    ...(request.comment === undefined ? {} : { comment: request.comment }),
    ...(request.deployment_job_id === undefined ? {} : { deployment_job_id: request.deployment_job_id }),
    aliases: {},
    tags: request.tags ?? {},
    last_version: 0,
  });
}

export const changeModel = (call: Call, fullName: string, changes: ModelChange): RegisteredModel =>
  change(call, modelRef(fullName), changes);

export function deleteModel(call: Call, fullName: string): void {
  managedModel(call, fullName);
  remove(call.store, modelRef(fullName));
}

const create: Behaviour<NewModel & { aliases?: object[] }> = ({ aliases = [], ...request }, call) => {
  if (aliases.length > 0) {
    throw invalidParameter("A new registered model has no versions that aliases could name: set them afterwards.");
  }
  const { catalog_name, schema_name, name, comment, storage_location } = request;
  return shownModel(
    createModel(call, {
      catalog_name,
      schema_name,
      name,
      ...(comment === undefined ? {} : { comment }),
      ...(storage_location === undefined ? {} : { storage_location }),
    }),
  );
};

const get: Behaviour<AliasesAsked & BrowseRequest & { full_name: string }> = (
  { full_name: name, include_browse: browse, ...asked },
  call,
) => shownModel(visibleModel(call, name, browse), asked);

const list: Behaviour<ListRequest & { catalog_name?: string; schema_name?: string }> = (request, call) => {
  const access = Access.of(call);
  const { catalog_name: catalog, schema_name: schema } = request;
  if ((catalog === undefined) !== (schema === undefined)) {
    throw invalidParameter("catalog_name and schema_name are given together, or neither of them is.");
  }
  const within = catalog === undefined ? undefined : schemaRef(`${catalog}.${schema}`);
  if (within) access.visible(within, "USE_SCHEMA", true);
  const listed = { type: "function", privilege: "EXECUTE", within: within?.name } as const;
  const { items, nextToken } = visiblePage(call, access, listed, request);
  return { registered_models: items.map((each) => shownModel(each)), next_page_token: nextToken };
};

const update: Behaviour<ModelChange & { full_name: string; aliases?: object[] }> = (request, call) => {
  if (request.aliases) throw invalidParameter("Aliases are set with their own operation, one at a time.");
  // Clients send back all that they read; the rest of it is the service's.
  const { full_name: fullName, new_name, owner, comment } = request;
  return shownModel(
    changeModel(call, fullName, {
      ...(new_name === undefined ? {} : { new_name }),
      ...(owner === undefined ? {} : { owner }),
      ...(comment === undefined ? {} : { comment }),
    }),
  );
};

const deletion: Behaviour<{ full_name: string }> = ({ full_name: name }, call) => {
  deleteModel(call, name);
  return undefined;
};

export const registeredModelsService: Service = {
  "catalog.RegisteredModels.Create": create,
  "catalog.RegisteredModels.Get": get,
  "catalog.RegisteredModels.List": list,
  "catalog.RegisteredModels.Update": update,
  "catalog.RegisteredModels.Delete": deletion,
};

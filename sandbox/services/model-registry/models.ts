import {
  allows,
  dropAccessList,
  openAccessList,
  requireLevel,
  requireSight,
  sightOf,
} from "../../authority/objects/access-lists";
import { OBJECT_TYPES, type PermissionLevel } from "../../authority/objects/object-types";
import {
  ApiError,
  alreadyExists,
  type Behaviour,
  type Call,
  invalidParameter,
  type Service,
} from "../../control-plane";
import { type Searchable, type SearchRequest, search } from "../experiments/search";
import {
  latestVersions,
  type Model,
  models,
  putVersion,
  refOf,
  removeVersion,
  type Stage,
  shownModel,
  shownVersion,
  type Tag,
  versionsOf,
} from "./model";

type ByName = { name: string };

/** A model on which the caller has `level` or more. */
export function held(call: Call, name: string, level: PermissionLevel): Model {
  const model = models.existing(call, name);
  requireLevel(call, refOf(model), level);
  return model;
}

export function seen(call: Call, name: string): Model {
  const model = models.existing(call, name);
  requireSight(call, refOf(model));
  return model;
}

export const changed = (call: Call, model: Model, change: Partial<Model>): Model =>
  models.put(call, model.name, { ...model, ...change, updatedAt: call.store.now() });

/** The tags with one more, which replaces that of its key. */
export const withTag = (tags: readonly Tag[], tag: Tag): Tag[] => [...tags.filter(({ key }) => key !== tag.key), tag];

export const withoutTag = (tags: readonly Tag[], key: string): Tag[] => tags.filter((tag) => tag.key !== key);

const create: Behaviour<ByName & { description?: string; tags?: Tag[] }> = (
  { name, description = "", tags = [] },
  call,
) => {
  if (name.trim() === "" || /[/:.%"]/.test(name)) {
    throw invalidParameter(`Invalid name for a registered model: '${name}'. It has none of / : . % and quotes.`);
  }
  if (models.has(call, name)) {
    throw new ApiError(400, "RESOURCE_ALREADY_EXISTS", `Registered Model (name=${name}) already exists.`);
  }
  const now = call.store.now();
  const id = call.store.uuid().replaceAll("-", "");
  const model: Model = {
    id,
    name,
    description,
    tags,
    userId: call.principal.name,
    createdAt: now,
    updatedAt: now,
    lastVersion: 0,
  };
  models.put(call, name, model);
  openAccessList(call, refOf(model));
  return { registered_model: shownModel(call, model) };
};

const get: Behaviour<ByName> = ({ name }, call) => {
  const model = seen(call, name);
  return {
    registered_model_databricks: {
      ...shownModel(call, model),
      id: model.id,
      permission_level: highestLevel(call, model),
    },
  };
};

/** The same for MLflow's own client. */
const getPlain: Behaviour<ByName> = ({ name }, call) => ({ registered_model: shownModel(call, seen(call, name)) });

/** The most that the caller may do with the model. */
function highestLevel(call: Call, model: Model): PermissionLevel {
  const { levels } = OBJECT_TYPES["registered-models"];
  return levels.findLast((level) => allows(call, refOf(model), level)) ?? levels[0];
}

const ATTRIBUTES = { name: "text", creation_timestamp: "number", last_updated_timestamp: "number" } as const;

const SEARCHABLE_MODELS: Searchable<Model> = {
  attributes: ATTRIBUTES,
  scopes: ["tag"],
  read: (model, { scope, key }) => {
    if (scope === "tag") return model.tags.find((tag) => tag.key === key)?.value;
    if (key === "name") return model.name;
    return key === "creation_timestamp" ? model.createdAt : model.updatedAt;
  },
  compare: (one, other) => (one.name < other.name ? -1 : 1),
};

/** The models that the caller may see, by their names where no other order is asked for. */
const list: Behaviour<SearchRequest> = (request, call) => {
  const sees = sightOf(call);
  const found = models.all(call).filter((model) => sees(refOf(model)));
  const { items, nextToken } = search(found, SEARCHABLE_MODELS, request);
  return { registered_models: items.map((model) => shownModel(call, model)), next_page_token: nextToken };
};

const update: Behaviour<ByName & { description?: string }> = ({ name, description }, call) => {
  const model = held(call, name, "CAN_MANAGE");
  const after = changed(call, model, description === undefined ? {} : { description });
  return { registered_model: shownModel(call, after) };
};

/** The versions of a model, if none is in a stage that people rely on. @param done what is to be done with the model. */
function unstagedVersions(call: Call, name: string, done: "renamed" | "deleted"): ReturnType<typeof versionsOf> {
  const versions = versionsOf(call, name);
  if (versions.some(({ stage }) => stage === "Staging" || stage === "Production")) {
    throw new ApiError(
      400,
      "INVALID_STATE",
      `Model ${name} can not be ${done}: it has versions in Staging or Production. Take these out of the stages first.`,
    );
  }
  return versions;
}

const rename: Behaviour<ByName & { new_name?: string }> = ({ name, new_name: wanted = "" }, call) => {
  const model = held(call, name, "CAN_MANAGE");
  if (wanted.trim() === "") throw invalidParameter("new_name must not be empty.");
  if (models.has(call, wanted)) throw alreadyExists(`Registered Model (name=${wanted}) already exists.`);
  const versions = unstagedVersions(call, name, "renamed");
  for (const version of versions) {
    removeVersion(call, version);
    putVersion(call, { ...version, name: wanted });
  }
  models.remove(call, name);
  return { registered_model: shownModel(call, changed(call, { ...model, name: wanted }, {})) };
};

const remove: Behaviour<ByName> = ({ name }, call) => {
  const model = held(call, name, "CAN_MANAGE");
  const versions = unstagedVersions(call, name, "deleted");
  for (const version of versions) removeVersion(call, version);
  models.remove(call, name);
  dropAccessList(call, refOf(model));
  return undefined;
};

const setTag: Behaviour<ByName & { key: string; value: string }> = ({ name, key, value }, call) => {
  const model = held(call, name, "CAN_EDIT");
  changed(call, model, { tags: withTag(model.tags, { key, value }) });
  return undefined;
};

const deleteTag: Behaviour<ByName & { key: string }> = ({ name, key }, call) => {
  const model = held(call, name, "CAN_EDIT");
  changed(call, model, { tags: withoutTag(model.tags, key) });
  return undefined;
};

const getLatestVersions: Behaviour<ByName & { stages?: Stage[] }> = ({ name, stages }, call) => {
  seen(call, name);
  return { model_versions: latestVersions(call, name, stages?.length ? stages : undefined).map(shownVersion) };
};

export const modelsService: Service = {
  "ml.ModelRegistry.CreateModel": create,
  "ml.ModelRegistry.GetModel": get,
  "mlflow.ModelRegistry.GetRegisteredModel": getPlain,
  "ml.ModelRegistry.ListModels": list,
  "ml.ModelRegistry.SearchModels": list,
  "ml.ModelRegistry.UpdateModel": update,
  "ml.ModelRegistry.RenameModel": rename,
  "ml.ModelRegistry.DeleteModel": remove,
  "ml.ModelRegistry.SetModelTag": setTag,
  "ml.ModelRegistry.DeleteModelTag": deleteTag,
  "ml.ModelRegistry.GetLatestVersions": getLatestVersions,
};

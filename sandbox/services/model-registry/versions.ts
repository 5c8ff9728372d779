import { sightOf } from "../../authority/objects/access-lists";
import type { PermissionLevel } from "../../authority/objects/object-types";
import { ApiError, type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { type Searchable, type SearchRequest, search } from "../experiments/search";
import {
  existingVersion,
  type ModelVersion,
  models,
  modelVersions,
  putVersion,
  refOf,
  removeVersion,
  STAGES,
  type Stage,
  shownVersion,
  type Tag,
  versionsOf,
} from "./model";
import { changed, held, seen, withoutTag, withTag } from "./models";

interface OfVersion {
  name: string;
  version: string;
}

/** A version in production, or on its way there, is in the hands of fewer people. */
const LEVELS: Readonly<Record<Stage, PermissionLevel>> = {
  None: "CAN_EDIT",
  Archived: "CAN_EDIT",
  Staging: "CAN_MANAGE_STAGING_VERSIONS",
  Production: "CAN_MANAGE_PRODUCTION_VERSIONS",
};

/** @throws ApiError 404, 403 */
function heldVersion(call: Call, { name, version }: OfVersion): ModelVersion {
  held(call, name, "CAN_EDIT");
  const found = existingVersion(call, name, version);
  held(call, name, LEVELS[found.stage]);
  return found;
}

const put = (call: Call, version: ModelVersion, change: Partial<ModelVersion>): ModelVersion =>
  putVersion(call, { ...version, ...change, updatedAt: call.store.now() });

interface NewVersion {
  name: string;
  source: string;
  run_id?: string;
  run_link?: string;
  description?: string;
  tags?: Tag[];
}

const create: Behaviour<NewVersion> = ({ name, description = "", tags = [], ...origin }, call) => {
  const model = held(call, name, "CAN_EDIT");
  const version = model.lastVersion + 1;
  const now = call.store.now();
  const made = putVersion(call, {
    name,
    version,
    stage: "None",
    description,
    ...origin,
    tags,
    userId: call.principal.name,
    createdAt: now,
    updatedAt: now,
  });
  changed(call, model, { lastVersion: version });
  return { model_version: shownVersion(made) };
};

const get: Behaviour<OfVersion> = ({ name, version }, call) => {
  seen(call, name);
  return { model_version: shownVersion(existingVersion(call, name, version)) };
};

const getDownloadUri: Behaviour<OfVersion> = ({ name, version }, call) => {
  seen(call, name);
  return { artifact_uri: existingVersion(call, name, version).source };
};

const update: Behaviour<OfVersion & { description?: string }> = ({ description, ...named }, call) => ({
  model_version: shownVersion(put(call, heldVersion(call, named), description === undefined ? {} : { description })),
});

const remove: Behaviour<OfVersion> = (named, call) => {
  const version = heldVersion(call, named);
  if (version.stage === "Staging" || version.stage === "Production") {
    throw new ApiError(
      400,
      "INVALID_STATE",
      `Version ${named.version} of model ${named.name} can not be deleted: it is in ${version.stage}.`,
    );
  }
  removeVersion(call, version);
  return undefined;
};

const setTag: Behaviour<OfVersion & { key: string; value: string }> = ({ key, value, ...named }, call) => {
  const version = heldVersion(call, named);
  put(call, version, { tags: withTag(version.tags, { key, value }) });
  return undefined;
};

const deleteTag: Behaviour<OfVersion & { key: string }> = ({ key, ...named }, call) => {
  const version = heldVersion(call, named);
  put(call, version, { tags: withoutTag(version.tags, key) });
  return undefined;
};

interface Transition extends OfVersion {
  stage: string;
  archive_existing_versions?: boolean;
}

function moved(call: Call, { stage: given, archive_existing_versions: archives, ...named }: Transition): ModelVersion {
  const stage = STAGES.find((each) => each.toLowerCase() === given.toLowerCase());
  if (!stage)
    throw invalidParameter(`Invalid Model Version stage: ${given}. Value must be one of ${STAGES.join(", ")}.`);
  const version = heldVersion(call, named);
  held(call, named.name, LEVELS[stage]);
  if (archives) {
    for (const other of versionsOf(call, named.name)) {
      if (other.stage === stage && other.version !== version.version) put(call, other, { stage: "Archived" });
    }
  }
  return put(call, version, { stage });
}

const transition: Behaviour<Transition> = (request, call) => ({
  model_version_databricks: shownVersion(moved(call, request)),
});

/** The same for MLflow's own client. */
const transitionPlain: Behaviour<Transition> = (request, call) => ({
  model_version: shownVersion(moved(call, request)),
});

const SEARCHABLE_VERSIONS: Searchable<ModelVersion> = {
  attributes: {
    name: "text",
    run_id: "text",
    source_path: "text",
    version_number: "number",
    creation_timestamp: "number",
    last_updated_timestamp: "number",
  },
  scopes: ["tag"],
  read: (version, { scope, key }) => {
    if (scope === "tag") return version.tags.find((tag) => tag.key === key)?.value;
    switch (key) {
      case "name":
        return version.name;
      case "run_id":
        return version.run_id;
      case "source_path":
        return version.source;
      case "version_number":
        return version.version;
      default:
        return key === "creation_timestamp" ? version.createdAt : version.updatedAt;
    }
  },
  compare: (one, other) => other.updatedAt - one.updatedAt || other.version - one.version,
};

const searchVersions: Behaviour<SearchRequest> = (request, call) => {
  const sees = sightOf(call);
  const seenModels = new Set(models.all(call).flatMap((model) => (sees(refOf(model)) ? [model.name] : [])));
  const found = modelVersions.all(call).filter(({ name }) => seenModels.has(name));
  const { items, nextToken } = search(found, SEARCHABLE_VERSIONS, request);
  return { model_versions: items.map(shownVersion), next_page_token: nextToken };
};

export const versionsService: Service = {
  "ml.ModelRegistry.CreateModelVersion": create,
  "ml.ModelRegistry.GetModelVersion": get,
  "ml.ModelRegistry.GetModelVersionDownloadUri": getDownloadUri,
  "ml.ModelRegistry.UpdateModelVersion": update,
  "ml.ModelRegistry.DeleteModelVersion": remove,
  "ml.ModelRegistry.SetModelVersionTag": setTag,
  "ml.ModelRegistry.DeleteModelVersionTag": deleteTag,
  "ml.ModelRegistry.TransitionStage": transition,
  "mlflow.ModelRegistry.TransitionModelVersionStage": transitionPlain,
  "ml.ModelRegistry.SearchModelVersions": searchVersions,
};

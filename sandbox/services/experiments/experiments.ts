import { accessListOf, requireLevel } from "../../authority/objects/access-lists";
import {
  ApiError,
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  type Service,
  workspaceIdOf,
} from "../../control-plane";
import {
  addTreeObject,
  asAsked,
  existingTreeObject,
  findTreeObject,
  parentPath,
  removeTreeWithContents,
  treePath,
  treeRef,
} from "../workspace/tree";
import {
  activeExperiment,
  type Experiment,
  experimentRef,
  experimentsNamed,
  isActive,
  nameTaken,
  noExperiment,
  permittedExperiment,
  putExperiment,
  shownExperiment,
  type TraceLocation,
} from "./experiment";
import { checkEntry } from "./limits";

interface Tag {
  key: string;
  value?: string;
}

const NAME_LIMIT = 500;
const TYPE = "MLFLOW_EXPERIMENT";
/** The tag that follows the experiment's path. */
const SOURCE_NAME = "mlflow.experiment.sourceName";

/** The path of an experiment that the caller adds to a directory, which takes CAN_EDIT there. */
function addedPath(call: Call, name: string): string {
  const path = freePath(call, name);
  requireLevel(call, treeRef(existingTreeObject(call, parentPath(path) ?? "/")), "CAN_EDIT");
  return path;
}

/** The path that an experiment is to have: free, and in a directory that is there. */
function freePath(call: Call, name: string): string {
  if (!name.startsWith("/")) {
    throw invalidParameter(
      `Got an invalid experiment name '${name}'. An experiment name must be an absolute path within the Databricks workspace. E.g. '/Users/<some-username>/my-experiment'.`,
    );
  }
  if (name.length > NAME_LIMIT) {
    throw invalidParameter(`An experiment's name has at most ${NAME_LIMIT} characters, got ${name.length}.`);
  }
  const path = treePath(name);
  const around = parentPath(path);
  if (around === undefined)
    throw invalidParameter(`Got an invalid experiment name '${name}': it is the root directory.`);
  const directory = findTreeObject(call, around);
  if (directory?.object_type !== "DIRECTORY")
    throw notFound(`Workspace directory '${asAsked(name, around)}' not found.`);
  if (findTreeObject(call, path)) throw nameTaken(name);
  return path;
}

const create: Behaviour<{
  name: string;
  artifact_location?: string;
  tags?: Tag[];
  trace_location?: TraceLocation;
}> = ({ name, artifact_location: location, tags = [], trace_location: traces }, call) => {
  const path = addedPath(call, name);
  for (const { key, value } of tags) checkEntry("Experiment tag", key, value);
  const object = addTreeObject(call, path, TYPE);
  const id = String(object.object_id);
  putExperiment(call, {
    experiment_id: id,
    name: path,
    artifact_location: location ? checkedLocation(location) : `dbfs:/databricks/mlflow-tracking/${id}`,
    creation_time: object.created_at,
    last_update_time: object.created_at,
    tags: { ...Object.fromEntries(tags.map(({ key, value = "" }) => [key, value])), ...tagsOfTheService(call, path) },
    ...(traces ? { trace_location: traces } : {}),
  });
  return { experiment_id: id };
};

/** Which tags the service adds to a new experiment's own. */
function tagsOfTheService(call: Call, path: string): Record<string, string> {
  return {
    "mlflow.ownerId": call.principal.id,
    [SOURCE_NAME]: path,
    "mlflow.ownerEmail": call.principal.name,
    "mlflow.experimentType": TYPE,
  };
}

/** Artifacts lie at a URI of storage that the workspace reaches. */
function checkedLocation(location: string): string {
  if (!/^(dbfs|abfss|wasbs|s3|gs):\/.+/.test(location) || /[?#]/.test(location)) {
    throw invalidParameter(
      `Invalid artifact location '${location}'. Expected a URI, for example dbfs:/Volumes/<catalog>/<schema>/<volume>/<path>.`,
    );
  }
  return location.replace(/\/+$/, "");
}

const get: Behaviour<{ experiment_id: string }> = ({ experiment_id: id }, call) => ({
  experiment: shownExperiment(call, permittedExperiment(call, id, "CAN_READ")),
});

/** Finds deleted experiments too, an active one of the same name first. */
const getByName: Behaviour<{ experiment_name: string }> = ({ experiment_name: name }, call) => {
  const named = experimentsNamed(call, treePath(name));
  const found = named.find((each) => isActive(call, each)) ?? named.at(-1);
  if (!found) throw notFound(`Node ${name} does not exist.`);
  return { experiment: shownExperiment(call, permittedExperiment(call, found.experiment_id, "CAN_READ")) };
};

const update: Behaviour<{ experiment_id: string; new_name?: string }> = (
  { experiment_id: id, new_name: name },
  call,
) => {
  const experiment = activeExperiment(call, id, "CAN_MANAGE");
  if (name === undefined || treePath(name) === experiment.name) return undefined;
  const path = addedPath(call, name);
  const entries = entriesOf(call, experiment);
  removeTreeWithContents(call, experiment.name);
  addTreeObject(call, path, TYPE, { id: Number(id), entries });
  const tags = { ...experiment.tags, [SOURCE_NAME]: path };
  putExperiment(call, { ...experiment, name: path, tags, last_update_time: call.store.now() });
  return undefined;
};

/** To who deletes it, one that is deleted already does not exist. */
const remove: Behaviour<{ experiment_id: string }> = ({ experiment_id: id }, call) => {
  const experiment = permittedExperiment(call, id, "CAN_MANAGE");
  if (!isActive(call, experiment)) throw noExperiment(id);
  const formerEntries = entriesOf(call, experiment);
  removeTreeWithContents(call, experiment.name);
  putExperiment(call, { ...experiment, formerEntries, last_update_time: call.store.now() });
  return undefined;
};

const restore: Behaviour<{ experiment_id: string }> = ({ experiment_id: id }, call) => {
  const experiment = permittedExperiment(call, id, "CAN_MANAGE");
  if (isActive(call, experiment)) throw alreadyActive(id);
  const { formerEntries = [], ...members } = experiment;
  const path = freePath(call, experiment.name);
  addTreeObject(call, path, TYPE, { id: Number(id), entries: formerEntries });
  putExperiment(call, { ...members, last_update_time: call.store.now() });
  return undefined;
};

const alreadyActive = (id: string): ApiError =>
  new ApiError(400, "INVALID_STATE", `The experiment ${id} is active: only a deleted one can be restored.`);

const setTag: Behaviour<{ experiment_id: string; key: string; value: string }> = (
  { experiment_id: id, key, value },
  call,
) => {
  const experiment = activeExperiment(call, id, "CAN_EDIT");
  checkEntry("Experiment tag", key, value);
  const tags = { ...experiment.tags, [key]: value };
  putExperiment(call, { ...experiment, tags, last_update_time: call.store.now() });
  return undefined;
};

const deleteTag: Behaviour<{ experiment_id: string; key: string }> = ({ experiment_id: id, key }, call) => {
  const experiment = activeExperiment(call, id, "CAN_EDIT");
  const { [key]: removed, ...tags } = experiment.tags;
  if (removed === undefined) throw notFound(`No tag with key '${key}' on the experiment ${id}.`);
  putExperiment(call, { ...experiment, tags, last_update_time: call.store.now() });
  return undefined;
};

function entriesOf(call: Call, experiment: Experiment): NonNullable<Experiment["formerEntries"]> {
  return accessListOf(call.store, workspaceIdOf(call), experimentRef(experiment))?.entries ?? [];
}

export const experimentObjectsService: Service = {
  "ml.Experiments.CreateExperiment": create,
  "ml.Experiments.GetExperiment": get,
  "ml.Experiments.GetByName": getByName,
  "ml.Experiments.UpdateExperiment": update,
  "ml.Experiments.DeleteExperiment": remove,
  "ml.Experiments.RestoreExperiment": restore,
  "ml.Experiments.SetExperimentTag": setTag,
  "ml.Experiments.DeleteExperimentTag": deleteTag,
};

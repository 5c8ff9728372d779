import { type AccessEntry, allows, type ObjectRef, requireLevel } from "../../authority/objects/access-lists";
import { includesLevel, objectType, type PermissionLevel } from "../../authority/objects/object-types";
import { isWorkspaceAdmin, principalIdsOf } from "../../authority/workspace/caller";
import { ApiError, type Call, Index, invalidParameter, notFound, WorkspaceObjects } from "../../control-plane";
import { findTreeObject } from "../workspace/tree";

/** An experiment as it is kept. */
export interface Experiment {
  experiment_id: string;
  /** Its path in the workspace's tree. */
  name: string;
  artifact_location: string;
  creation_time: number;
  last_update_time: number;
  tags: Record<string, string>;
  trace_location?: TraceLocation;
  /** Who had been given what when it was deleted: restored, it is theirs again. */
  formerEntries?: AccessEntry[];
}

/** Where the traces of an experiment are kept, when that is Unity Catalog. */
export interface TraceLocation {
  uc_trace_location?: { catalog: string; schema: string; table_prefix?: string };
}

export const noExperiment = (id: string): ApiError => notFound(`No Experiment with id=${id} exists`);

export const experiments = new WorkspaceObjects<Experiment>("experiments.experiment", noExperiment);

const experimentsByName = new Index(experiments, ({ name }) => [name]);

export const experimentRef = ({ experiment_id: id }: Experiment): ObjectRef => ({ type: "experiments", id });

export function putExperiment(call: Call, experiment: Experiment): Experiment {
  return experiments.put(call, experiment.experiment_id, experiment);
}

/** Every experiment of the workspace, deleted ones too, the oldest first. */
export function allExperiments(call: Call): Experiment[] {
  return experiments.all(call);
}

/** Those of them that have this name, of which one at most is not deleted. */
export function experimentsNamed(call: Call, name: string): Experiment[] {
  return experiments.all(call, [], experimentsByName.of(name));
}

/**
 * An experiment lives as long as it lies in the workspace's tree. Deleting its directory deletes it, as does its own
 * API; either way it can be restored.
 */
export function isActive(call: Call, { name, experiment_id: id }: Experiment): boolean {
  const object = findTreeObject(call, name);
  return object?.object_type === "MLFLOW_EXPERIMENT" && String(object.object_id) === id;
}

/** The experiment, if the caller has `level` or more on it. */
export function permittedExperiment(call: Call, id: string, level: PermissionLevel): Experiment {
  const experiment = experiments.existing(call, id);
  // What has no access list any more is refused to everybody whom the list did not know.
  if (!hasLevel(call, experiment, level)) requireLevel(call, experimentRef(experiment), level);
  return experiment;
}

/** Whether the caller has `level` or more; on a deleted experiment what they had, not through its directory. */
export function hasLevel(call: Call, experiment: Experiment, level: PermissionLevel): boolean {
  if (isActive(call, experiment)) return allows(call, experimentRef(experiment), level);
  const callerIds = principalIdsOf(call);
  const held = (experiment.formerEntries ?? []).filter(({ principalId }) => callerIds.has(principalId));
  return isWorkspaceAdmin(call) || held.some((entry) => includesLevel(objectType("experiments"), entry.level, level));
}

/** The experiment, if the caller has `level` or more and it is not deleted. */
export function activeExperiment(call: Call, id: string, level: PermissionLevel): Experiment {
  const experiment = permittedExperiment(call, id, level);
  if (!isActive(call, experiment)) {
    throw invalidParameter(
      `The experiment ${id} must be in the 'active' state. Current state is deleted. Restore it first.`,
    );
  }
  return experiment;
}

interface InExperiment {
  experiment_id: string;
}

/** What lies in an experiment, if the caller has `level` or more on that. */
export function permittedIn<Thing extends InExperiment>(call: Call, thing: Thing, level: PermissionLevel): Thing {
  permittedExperiment(call, thing.experiment_id, level);
  return thing;
}

/** What lies in an experiment, if the caller may write to that, and it is not deleted. */
export function writableIn<Thing extends InExperiment>(call: Call, thing: Thing): Thing {
  activeExperiment(call, thing.experiment_id, "CAN_EDIT");
  return thing;
}

/** An experiment as MLflow's API shows it. */
export function shownExperiment(call: Call, experiment: Experiment): object {
  const { formerEntries, tags, ...members } = experiment;
  return {
    ...members,
    lifecycle_stage: isActive(call, experiment) ? "active" : "deleted",
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  };
}

/** The path is taken, by an experiment or by anything else. */
export const nameTaken = (name: string): ApiError =>
  new ApiError(400, "RESOURCE_ALREADY_EXISTS", `Node named '${name}' already exists`);

import { Access } from "../../authority/unity-catalog/access";
import { modelRef, volumeRef } from "../../authority/unity-catalog/securables";
import { ApiError, type Call, FileTree, invalidParameter, notFound } from "../../control-plane";
import { filesOfLoggedModel, permittedLoggedModel, writableLoggedModel } from "../experiments/logged-model";
import { artifactsOfRun, permittedRun, writableRun } from "../experiments/run";
import { filesOfTrace, permittedTrace, writableTrace } from "../experiments/trace";
import { versionableModel } from "../unity-catalog/model-access";
import { existingVersion, filesOf } from "../unity-catalog/registered-model";

/** A place that the caller may use. */
export interface FilePlace {
  tree: FileTree;
  /** Inside the tree; empty for its top. */
  path: string;
  /** The same in full, as the API shows it. */
  fullPath: string;
}

/** What the caller wants to do at a place. */
export type FileUse = "read" | "write";

/**
 * What a path of the Files API is for: a place in a volume; or, as MLflow's client asks for them, a model version's
 * files, or the artifacts of a run or a logged model.
 * @throws ApiError 400 for any other path, 404 where there is no such thing, 403 for whoever may not use it so.
 */
export function filePlace(call: Call, given: string, use: FileUse): FilePlace {
  const segments = given.split("/").filter((segment) => segment !== "");
  if (segments.some((segment) => segment === "." || segment === "..")) {
    throw invalidParameter(`Invalid path: ${given} must not have . or .. in it.`);
  }
  for (const segment of segments) requireName(segment, given);
  switch (segments[0]) {
    case "Models":
      return modelPlace(call, segments, use);
    case "WorkspaceInternal":
      return artifactPlace(call, segments, use);
    default:
      return volumePlace(call, segments, use);
  }
}

/** What storage, and a file system that a volume is mounted in, can keep. */
const LONGEST_NAME = 255;

function requireName(segment: string, given: string): void {
  if (/\p{Cc}/u.test(segment))
    throw invalidParameter(`Invalid path: ${JSON.stringify(given)} has control characters in it.`);
  if (Buffer.byteLength(segment) > LONGEST_NAME) {
    throw invalidParameter(`Invalid path: a name in it has more than ${LONGEST_NAME} bytes.`);
  }
}

/** A place in a volume: `/Volumes/<catalog>/<schema>/<volume>/<path>`. */
function volumePlace(call: Call, segments: readonly string[], use: FileUse): FilePlace {
  const [top, catalog, schema, name, ...inside] = segments;
  if (top !== "Volumes" || !catalog || !schema || !name) {
    throw invalidParameter(
      `Invalid path: /${segments.join("/")} is not in a volume. Expected /Volumes/<catalog>/<schema>/<volume>/<path>.`,
    );
  }
  const volume = volumeRef(`${catalog}.${schema}.${name}`);
  const { volume_id: id } = Access.of(call).usable(volume, use === "read" ? "READ_VOLUME" : "WRITE_VOLUME");
  const path = inside.join("/");
  return {
    tree: new FileTree(call.store, id),
    path,
    fullPath: `/Volumes/${catalog}/${schema}/${name}${path === "" ? "" : `/${path}`}`,
  };
}

/**
 * A place among the files of a model version: `/Models/<catalog>/<schema>/<model>/<version>/<path>`. Whoever may execute
 * the model reads them; they are written until the version is ready, and never after.
 */
function modelPlace(call: Call, segments: readonly string[], use: FileUse): FilePlace {
  const [, catalog, schema, name, number = "", ...inside] = segments;
  if (!catalog || !schema || !name || !/^[1-9]\d{0,8}$/.test(number)) {
    throw invalidParameter(
      `Invalid path: /${segments.join("/")}. Expected /Models/<catalog>/<schema>/<model>/<version>/<path>.`,
    );
  }
  const fullName = `${catalog}.${schema}.${name}`;
  const model =
    use === "read" ? Access.of(call).usable(modelRef(fullName), "EXECUTE") : versionableModel(call, fullName);
  const version = existingVersion(call.store, model, Number(number));
  if (use === "write" && version.status !== "PENDING_REGISTRATION") {
    throw new ApiError(
      400,
      "INVALID_STATE",
      `Version ${number} of '${model.full_name}' is ${version.status}: its files can no longer be changed. Register a new version.`,
    );
  }
  return { tree: filesOf(call.store, version), path: inside.join("/"), fullPath: `/${segments.join("/")}` };
}

/**
 * A place among the artifacts that lie at the workspace's own place for them:
 * `/WorkspaceInternal/Mlflow/Artifacts/<experiment>/Runs/<run>/<path>`, or `…/LoggedModels/<model>/<path>`, or
 * `…/Traces/<trace>/<path>`.
 */
function artifactPlace(call: Call, segments: readonly string[], use: FileUse): FilePlace {
  const [, service, area, experiment, kind, id, ...inside] = segments;
  const fullPath = `/${segments.join("/")}`;
  if (service !== "Mlflow" || area !== "Artifacts" || !id || !isArtifactKind(kind)) {
    throw invalidParameter(
      `Invalid path: ${fullPath}. Expected /WorkspaceInternal/Mlflow/Artifacts/<experiment>/Runs/<run>/<path>.`,
    );
  }
  const { noun, find } = ARTIFACTS[kind];
  const { experimentId, tree } = find(call, id, use);
  if (experimentId !== experiment) throw notFound(`${noun} '${id}' is not in experiment ${experiment}.`);
  return { tree, path: inside.join("/"), fullPath };
}

interface Artifacts {
  experimentId: string;
  tree: FileTree;
}

function ofRun(call: Call, id: string, use: FileUse): Artifacts {
  const run = use === "read" ? permittedRun(call, { run_id: id }, "CAN_READ") : writableRun(call, { run_id: id });
  return { experimentId: run.experiment_id, tree: artifactsOfRun(call, id) };
}

function ofLoggedModel(call: Call, id: string, use: FileUse): Artifacts {
  const model = use === "read" ? permittedLoggedModel(call, id, "CAN_READ") : writableLoggedModel(call, id);
  return { experimentId: model.experiment_id, tree: filesOfLoggedModel(call, id) };
}

function ofTrace(call: Call, id: string, use: FileUse): Artifacts {
  const trace = use === "read" ? permittedTrace(call, id, "CAN_READ") : writableTrace(call, id);
  return { experimentId: trace.experiment_id, tree: filesOfTrace(call, id) };
}

/** What has artifacts, by the segment of the path that says so. */
const ARTIFACTS = {
  Runs: { noun: "Run", find: ofRun },
  LoggedModels: { noun: "Logged model", find: ofLoggedModel },
  Traces: { noun: "Trace", find: ofTrace },
} as const;

const isArtifactKind = (segment: string | undefined): segment is keyof typeof ARTIFACTS =>
  segment !== undefined && Object.hasOwn(ARTIFACTS, segment);

import { type Call, invalidParameter, notFound } from "../../control-plane";
import { filesOfLoggedModel, permittedLoggedModel, writableLoggedModel } from "../experiments/logged-model";
import { artifactsOfRun, permittedRun, writableRun } from "../experiments/run";
import type { FileTree } from "../file-storage/file-tree";
import type { FilePlace, FileUse } from "./file-place";

/**
 * A place among the artifacts that lie at the workspace's own place for them:
 * `/WorkspaceInternal/Mlflow/Artifacts/<experiment>/Runs/<run>/<path>`, or `…/LoggedModels/<model>/<path>`.
 */
export function artifactPlace(call: Call, segments: readonly string[], use: FileUse): FilePlace {
  const [, service, area, experiment, kind, id, ...inside] = segments;
  const fullPath = `/${segments.join("/")}`;
  if (service !== "Mlflow" || area !== "Artifacts" || !id || (kind !== "Runs" && kind !== "LoggedModels")) {
    throw invalidParameter(
      `Invalid path: ${fullPath}. Expected /WorkspaceInternal/Mlflow/Artifacts/<experiment>/Runs/<run>/<path>.`,
    );
  }
  const { experimentId, tree } = kind === "Runs" ? ofRun(call, id, use) : ofLoggedModel(call, id, use);
  if (experimentId !== experiment)
    throw notFound(`${kind === "Runs" ? "Run" : "Logged model"} '${id}' is not in experiment ${experiment}.`);
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

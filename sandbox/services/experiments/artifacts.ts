import type { Behaviour, FileTree, Service } from "../../control-plane";
import { filesOfLoggedModel, permittedLoggedModel } from "./logged-model";
import { artifactsOfRun, permittedRun, type RunAddress } from "./run";

interface Listing {
  page_token?: string;
}

/** Artifacts lie below this directory of a run's or a model's files. */
const ROOT = "artifacts";

function listing(tree: FileTree, path: string, rootUri: string, { page_token: token }: Listing): object {
  const inside = path.replace(/^\/+|\/+$/g, "");
  const { items, nextToken } = tree.children(inside === "" ? ROOT : `${ROOT}/${inside}`, { token });
  const files = items.map((entry) => ({
    path: entry.path.slice(ROOT.length + 1),
    is_dir: entry.kind === "directory",
    ...(entry.kind === "file" ? { file_size: entry.size } : {}),
  }));
  return { root_uri: rootUri, files, next_page_token: nextToken };
}

const ofRun: Behaviour<RunAddress & Listing & { path?: string }> = (request, call) => {
  const run = permittedRun(call, request, "CAN_READ");
  return listing(artifactsOfRun(call, run.run_id), request.path ?? "", run.artifact_uri, request);
};

const ofLoggedModel: Behaviour<Listing & { model_id: string; artifact_directory_path?: string }> = (request, call) => {
  const model = permittedLoggedModel(call, request.model_id, "CAN_READ");
  const path = request.artifact_directory_path ?? "";
  return listing(filesOfLoggedModel(call, model.model_id), path, model.artifact_uri, request);
};

/** What lies at the workspace's own place for artifacts; those in a volume are listed by the Files API. */
export const artifactsService: Service = {
  "ml.Experiments.ListArtifacts": ofRun,
  "ml.Experiments.ListLoggedModelArtifacts": ofLoggedModel,
};

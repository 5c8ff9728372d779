import { type Call, invalidParameter } from "../../control-plane";
import type { FileTree } from "../file-storage/file-tree";
import { artifactPlace } from "./artifact-path";
import { modelPlace } from "./model-path";
import { volumePlace } from "./volume-path";

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
  switch (segments[0]) {
    case "Models":
      return modelPlace(call, segments, use);
    case "WorkspaceInternal":
      return artifactPlace(call, segments, use);
    default:
      return volumePlace(call, segments, use);
  }
}

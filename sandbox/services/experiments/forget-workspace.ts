import type { Collection, Store } from "../../control-plane";
import { FileTree } from "../file-storage/file-tree";
import { experiments } from "./experiment";
import { loggedModels } from "./logged-model";
import { metricValues } from "./metrics";
import { artifactsRoot, runExperiments, runs } from "./run";

/** Kept under keys that start with the workspace's id. */
const COLLECTIONS: Collection<object>[] = [experiments, loggedModels, metricValues, runExperiments, runs];

/** Deletes the experiments of a workspace with all that was logged to them, when it is deleted itself. */
export function forgetWorkspaceExperiments(store: Store, workspaceId: number): void {
  for (const collection of COLLECTIONS) {
    for (const { key } of store.list(collection, { prefix: `${workspaceId}/` })) store.delete(collection, key);
  }
  new FileTree(store, artifactsRoot(workspaceId)).clear();
}

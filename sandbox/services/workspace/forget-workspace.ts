import type { Collection, Store } from "../../control-plane";
import { accessLists } from "./access-lists";
import { clusterPolicies } from "./cluster-policies";
import { furnished } from "./furnishing";
import { gitCredentials } from "./git-credentials";
import { gitFolders } from "./git-folder";
import { ipAccessLists } from "./ip-access-lists";
import { notificationDestinations } from "./notification-destinations";
import { personalTokens } from "./personal-tokens";
import { secretScopes, secrets } from "./secret-scopes";
import { treeObjects } from "./tree";
import { warehouseConfigs } from "./warehouse-config";
import { warehouses } from "./warehouses";
import { configurations } from "./workspace-conf";

/** Kept under the workspace's id. */
const ONE_EACH: Collection<object>[] = [configurations, furnished, warehouseConfigs];

/** Kept under keys that start with the workspace's id. */
const MANY: Collection<object>[] = [
  accessLists,
  clusterPolicies,
  gitCredentials,
  gitFolders,
  ipAccessLists,
  notificationDestinations,
  personalTokens,
  secretScopes,
  secrets,
  treeObjects,
  warehouses,
];

/** Deletes everything that was in a workspace, when it is deleted itself. */
export function forgetWorkspaceObjects(store: Store, workspaceId: number): void {
  for (const collection of ONE_EACH) store.delete(collection, String(workspaceId));
  for (const collection of MANY) {
    for (const { key } of store.list(collection, { prefix: `${workspaceId}/` })) store.delete(collection, key);
  }
}

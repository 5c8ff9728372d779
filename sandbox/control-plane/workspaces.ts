import { Collection, type Store } from "./store";

/** A Databricks workspace, as the account knows it. ARM creates and deletes it. */
export interface Workspace {
  /** The number that the account API and the `x-databricks-org-id` header carry. */
  id: number;
  name: string;
  /** ARM resource id. */
  resourceId: string;
  region: string;
  sku: string;
  /** Loopback port on which its API answers. */
  port: number;
  /** Ids of the principals that Azure made administrators: whoever created it. */
  administrators: string[];
  /** Unity Catalog's metastore, once assigned. */
  metastoreId?: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

export const workspaces = new Collection<Workspace>("account.workspace");

/** The address of a workspace's API, as ARM's `workspaceUrl` gives it in the sandbox. */
export const workspaceAddress = ({ port }: Pick<Workspace, "port">): string => `http://127.0.0.1:${port}`;

export function workspaceById(store: Store, id: number): Workspace | undefined {
  return store.get(workspaces, String(id));
}

export function workspaceByResourceId(store: Store, resourceId: string): Workspace | undefined {
  const wanted = resourceId.toLowerCase();
  return store.find(workspaces, (workspace) => workspace.resourceId.toLowerCase() === wanted)?.value;
}

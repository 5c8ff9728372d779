import { Collection, type Store, workspaces } from "../../control-plane";

/** What the account keeps about a workspace, beyond what ARM created it with. */
interface WorkspaceSettings {
  networkConnectivityConfigId?: string;
  /** The catalog that a name without one means; the service's own when absent. */
  defaultCatalogName?: string;
}

/** Under the workspace's id. */
export const workspaceSettings = new Collection<WorkspaceSettings>("account.workspace-settings");

export function settingsOf(store: Store, workspaceId: number): WorkspaceSettings {
  return store.get(workspaceSettings, String(workspaceId)) ?? {};
}

export function changeSettings(store: Store, workspaceId: number, changes: WorkspaceSettings): void {
  store.put(workspaceSettings, String(workspaceId), { ...settingsOf(store, workspaceId), ...changes });
}

export function forgetDefaultCatalog(store: Store, workspaceId: number): void {
  const { defaultCatalogName: _forgotten, ...kept } = settingsOf(store, workspaceId);
  store.put(workspaceSettings, String(workspaceId), kept);
}

/** Ids of the workspaces that still exist and use this network connectivity configuration. */
export function workspacesUsing(store: Store, networkConnectivityConfigId: string): number[] {
  return store
    .list(workspaces)
    .map(({ value }) => value.id)
    .filter((id) => settingsOf(store, id).networkConnectivityConfigId === networkConnectivityConfigId);
}

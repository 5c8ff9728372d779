import { type Store, WorkspaceObjects, workspaces } from "../../control-plane";

/** What the account keeps about a workspace, beyond what ARM created it with. */
interface WorkspaceSettings {
  networkConnectivityConfigId?: string;
  /** The catalog that a name without one means; the service's own when absent. */
  defaultCatalogName?: string;
}

/** One for each workspace. */
export const workspaceSettings = new WorkspaceObjects<WorkspaceSettings, []>("account.workspace-settings");

export function settingsOf(store: Store, workspaceId: number): WorkspaceSettings {
  return workspaceSettings.get({ store, workspaceId }, []) ?? {};
}

export function changeSettings(store: Store, workspaceId: number, changes: WorkspaceSettings): void {
  workspaceSettings.put({ store, workspaceId }, [], { ...settingsOf(store, workspaceId), ...changes });
}

export function clearDefaultCatalog(store: Store, workspaceId: number): void {
  const { defaultCatalogName: _cleared, ...kept } = settingsOf(store, workspaceId);
  workspaceSettings.put({ store, workspaceId }, [], kept);
}

/** Ids of the workspaces that still exist and use this network connectivity configuration. */
export function workspacesUsing(store: Store, networkConnectivityConfigId: string): number[] {
  return store
    .list(workspaces)
    .map(({ value }) => value.id)
    .filter((id) => settingsOf(store, id).networkConnectivityConfigId === networkConnectivityConfigId);
}

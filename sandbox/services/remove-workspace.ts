import { type Call, type Workspace, workspaces } from "../control-plane";
import { forgetWorkspace } from "./account";
import { forgetWorkspaceBindings } from "./unity-catalog/bindings";
import { forgetWorkspaceObjects } from "./workspace";

/** Deletes a workspace with all that is in it or names it, in every service, and ends its API. */
export function removeWorkspace(call: Call, workspace: Workspace): void {
  const { store } = call;
  store.delete(workspaces, String(workspace.id));
  forgetWorkspace(store, workspace.id);
  forgetWorkspaceObjects(store, workspace.id);
  forgetWorkspaceBindings(store, workspace.id);
  call.afterCommit(() => call.listeners.close(workspace));
}

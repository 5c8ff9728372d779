import type { Call } from "./call";
import { type Workspace, workspaces } from "./workspaces";

/** Deletes a workspace with all that the services keep of it, and ends its API. */
export function removeWorkspace(call: Call, workspace: Workspace): void {
  call.store.delete(workspaces, String(workspace.id));
  for (const kept of call.keeps) kept.forget(call.store, workspace.id);
  call.afterCommit(() => call.listeners.close(workspace));
}

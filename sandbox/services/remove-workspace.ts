import { type Call, type Workspace, workspaces } from "../control-plane";
import { forgetWorkspace } from "./account/service";
import { forgetWorkspaceDashboards } from "./dashboards/service";
import { forgetWorkspaceDatabases } from "./databases/service";
import { forgetWorkspaceExperiments } from "./experiments/service";
import { forgetWorkspaceJobs } from "./jobs/service";
import { forgetWorkspaceMonitors } from "./quality-monitors/service";
import { forgetServingEndpoints } from "./serving/service";
import { forgetWorkspaceQueries } from "./sql/service";
import { forgetWorkspaceBindings } from "./unity-catalog/bindings";
import { forgetWorkspaceObjects } from "./workspace/service";

/** Deletes a workspace with all that is in it or names it, in every service, and ends its API. */
export function removeWorkspace(call: Call, workspace: Workspace): void {
  const { store } = call;
  store.delete(workspaces, String(workspace.id));
  forgetWorkspace(store, workspace.id);
  forgetWorkspaceObjects(store, workspace.id);
  forgetWorkspaceExperiments(store, workspace.id);
  forgetWorkspaceDashboards(store, workspace.id);
  forgetWorkspaceDatabases(store, workspace.id);
  forgetWorkspaceJobs(store, workspace.id);
  forgetWorkspaceMonitors(store, workspace.id);
  forgetServingEndpoints(store, workspace.id);
  forgetWorkspaceQueries(store, workspace.id);
  forgetWorkspaceBindings(store, workspace.id);
  call.afterCommit(() => call.listeners.close(workspace));
}

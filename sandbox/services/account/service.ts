import type { Service, Store } from "../../control-plane";
import { forgetWorkspaceMembers } from "../identity/forget-principal";
import { budgetPoliciesService } from "./budget-policies";
import { hostMetadataService } from "./host-metadata";
import { accountMetastoreAssignmentsService } from "./metastore-assignments";
import { accountMetastoresService } from "./metastores";
import { networkConnectivityService } from "./network-connectivity";
import { privateEndpointRulesService } from "./private-endpoint-rule-operations";
import { workspaceSettings } from "./workspace-settings";
import { workspacesService } from "./workspaces";

/** The account API, besides identities: workspaces, metastores, budgets, networks. */
export const accountService: Service = {
  ...hostMetadataService,
  ...workspacesService,
  ...accountMetastoresService,
  ...accountMetastoreAssignmentsService,
  ...budgetPoliciesService,
  ...networkConnectivityService,
  ...privateEndpointRulesService,
};

/** Deletes what the account kept about a workspace that is no more: its members, its network. */
export function forgetWorkspace(store: Store, workspaceId: number): void {
  forgetWorkspaceMembers(store, workspaceId);
  store.delete(workspaceSettings, String(workspaceId));
}

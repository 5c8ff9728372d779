import type { ServiceModule } from "../../control-plane";
import { budgetPoliciesService } from "./budget-policies";
import { budgetsService } from "./budgets";
import { hostMetadataService } from "./host-metadata";
import { accountMetastoreAssignmentsService } from "./metastore-assignments";
import { accountMetastoresService } from "./metastores";
import { networkConnectivityService } from "./network-connectivity";
import { privateEndpointRulesService } from "./private-endpoint-rule-operations";
import { telemetryService } from "./telemetry";
import { workspaceSettings } from "./workspace-settings";
import { workspacesService } from "./workspaces";

/** The account API, besides identities: workspaces, metastores, budgets, networks. */
export const accountModule: ServiceModule = {
  behaviours: {
    ...hostMetadataService,
    ...workspacesService,
    ...accountMetastoresService,
    ...accountMetastoreAssignmentsService,
    ...budgetPoliciesService,
    ...budgetsService,
    ...networkConnectivityService,
    ...privateEndpointRulesService,
    ...telemetryService,
  },
  keeps: [workspaceSettings],
};

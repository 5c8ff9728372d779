import { accessLists } from "../../authority/objects/access-lists";
import { adminRestrictions } from "../../authority/workspace/admin-restriction";
import type { ServiceModule } from "../../control-plane";
import { clusterPolicies, clusterPoliciesService } from "./cluster-policies";
import { computeChoicesService } from "./compute-choices";
import { directoriesService } from "./directories";
import { exportService } from "./export";
import { furnished, furnishing } from "./furnishing";
import { gitCredentials, gitCredentialsService } from "./git-credentials";
import { gitFolders } from "./git-folder";
import { importService } from "./import";
import { ipAccessLists, ipAccessListsService } from "./ip-access-lists";
import { notificationDestinations, notificationDestinationsService } from "./notification-destinations";
import { permissionMigrationService } from "./permission-migration";
import { permissionsService } from "./permissions";
import { personalTokens } from "./personal-token";
import { personalTokensService } from "./personal-tokens";
import { policyFamiliesService } from "./policy-families";
import { reposService } from "./repos";
import { restrictWorkspaceAdminsService } from "./restrict-workspace-admins";
import { secrets } from "./secret";
import { secretAclsService } from "./secret-acls";
import { secretScopes, secretScopesService } from "./secret-scopes";
import { secretsService } from "./secrets";
import { snapshotOwners } from "./snapshot-folder";
import { snapshotsService } from "./snapshots";
import { tokenManagementService } from "./token-management";
import { tokenPermissionsService } from "./token-permissions";
import { treeObjects } from "./tree";
import { warehouseConfigService, warehouseConfigs } from "./warehouse-config";
import { warehouses, warehousesService } from "./warehouses";
import { configurations, workspaceConfService } from "./workspace-conf";

/** What a workspace has besides Unity Catalog and identities. */
export const workspaceModule: ServiceModule = {
  behaviours: furnishing({
    ...clusterPoliciesService,
    ...policyFamiliesService,
    ...warehousesService,
    ...warehouseConfigService,
    ...secretScopesService,
    ...secretsService,
    ...secretAclsService,
    ...workspaceConfService,
    ...restrictWorkspaceAdminsService,
    ...ipAccessListsService,
    ...notificationDestinationsService,
    ...personalTokensService,
    ...tokenPermissionsService,
    ...tokenManagementService,
    ...computeChoicesService,
    ...directoriesService,
    ...importService,
    ...exportService,
    ...reposService,
    ...snapshotsService,
    ...gitCredentialsService,
    ...permissionsService,
    ...permissionMigrationService,
  }),
  keeps: [
    accessLists,
    adminRestrictions,
    clusterPolicies,
    configurations,
    furnished,
    gitCredentials,
    gitFolders,
    ipAccessLists,
    notificationDestinations,
    personalTokens,
    secretScopes,
    secrets,
    snapshotOwners,
    treeObjects,
    warehouseConfigs,
    warehouses,
  ],
};

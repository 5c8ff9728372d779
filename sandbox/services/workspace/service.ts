import type { Service } from "../../control-plane";
import { clusterPoliciesService } from "./cluster-policies";
import { computeChoicesService } from "./compute-choices";
import { directoriesService } from "./directories";
import { exportService } from "./export";
import { furnishing } from "./furnishing";
import { gitCredentialsService } from "./git-credentials";
import { importService } from "./import";
import { ipAccessListsService } from "./ip-access-lists";
import { notificationDestinationsService } from "./notification-destinations";
import { permissionsService } from "./permissions";
import { personalTokensService } from "./personal-tokens";
import { policyFamiliesService } from "./policy-families";
import { reposService } from "./repos";
import { secretAclsService } from "./secret-acls";
import { secretScopesService } from "./secret-scopes";
import { secretsService } from "./secrets";
import { warehouseConfigService } from "./warehouse-config";
import { warehousesService } from "./warehouses";
import { workspaceConfService } from "./workspace-conf";

export { forgetWorkspaceObjects } from "./forget-workspace";
export { personalTokenHolder } from "./personal-tokens";

/** What a workspace has besides Unity Catalog and identities. */
export const workspaceService: Service = furnishing({
  ...clusterPoliciesService,
  ...policyFamiliesService,
  ...warehousesService,
  ...warehouseConfigService,
  ...secretScopesService,
  ...secretsService,
  ...secretAclsService,
  ...workspaceConfService,
  ...ipAccessListsService,
  ...notificationDestinationsService,
  ...personalTokensService,
  ...computeChoicesService,
  ...directoriesService,
  ...importService,
  ...exportService,
  ...reposService,
  ...gitCredentialsService,
  ...permissionsService,
});

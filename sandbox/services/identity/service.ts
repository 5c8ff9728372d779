import { principalEntitlements } from "../../authority/workspace/entitlements";
import { localGroups } from "../../authority/workspace/local-groups";
import { permissionAssignments } from "../../authority/workspace/members";
import type { ServiceModule } from "../../control-plane";
import { accountGroupsService } from "./account-groups";
import { accountServicePrincipalsService } from "./account-service-principals";
import { accountUsersService } from "./account-users";
import { currentUserService } from "./current-user";
import { federationPoliciesService } from "./federation-policies";
import { legacyGroupsService } from "./legacy-groups";
import { permissionAssignmentsService } from "./permission-assignments";
import { ruleSetsService } from "./rule-sets";
import { servicePrincipalSecretsService } from "./service-principal-secrets";
import { tokenIntrospectionService } from "./token-introspection";
import { workspaceAssignmentsService } from "./workspace-assignments";
import { workspaceGroupsService } from "./workspace-groups";
import { workspaceServicePrincipalsService } from "./workspace-service-principals";
import { workspaceUsersService } from "./workspace-users";

/** Who there is, who may come into which workspace, and how identities prove themselves. */
export const identityModule: ServiceModule = {
  behaviours: {
    ...accountUsersService,
    ...accountServicePrincipalsService,
    ...accountGroupsService,
    ...workspaceUsersService,
    ...workspaceServicePrincipalsService,
    ...workspaceGroupsService,
    ...legacyGroupsService,
    ...currentUserService,
    ...permissionAssignmentsService,
    ...workspaceAssignmentsService,
    ...federationPoliciesService,
    ...servicePrincipalSecretsService,
    ...ruleSetsService,
    ...tokenIntrospectionService,
  },
  keeps: [localGroups, permissionAssignments, principalEntitlements],
};

import type { Service } from "../../control-plane";
import { accountGroupsService } from "./account-groups";
import { accountServicePrincipalsService } from "./account-service-principals";
import { accountUsersService } from "./account-users";
import { currentUserService } from "./current-user";
import { federationPoliciesService } from "./federation-policies";
import { permissionAssignmentsService } from "./permission-assignments";
import { ruleSetsService } from "./rule-sets";
import { servicePrincipalSecretsService } from "./service-principal-secrets";
import { workspaceAssignmentsService } from "./workspace-assignments";
import { workspaceGroupsService } from "./workspace-groups";
import { workspaceServicePrincipalsService } from "./workspace-service-principals";
import { workspaceUsersService } from "./workspace-users";

export { admit } from "./admission";
export { applyMask } from "./field-mask";
export { forgetWorkspaceMembers } from "./forget-principal";
export * from "./workspace-access";

/** Who there is, who may come into which workspace, and how identities prove themselves. */
export const identityService: Service = {
  ...accountUsersService,
  ...accountServicePrincipalsService,
  ...accountGroupsService,
  ...workspaceUsersService,
  ...workspaceServicePrincipalsService,
  ...workspaceGroupsService,
  ...currentUserService,
  ...permissionAssignmentsService,
  ...workspaceAssignmentsService,
  ...federationPoliciesService,
  ...servicePrincipalSecretsService,
  ...ruleSetsService,
};

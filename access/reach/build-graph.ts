import { accountRoleSteps } from "./edges/account-roles";
import { azureControlSteps } from "./edges/azure-control";
import { azureRoleSteps, azureScopeSteps } from "./edges/azure-roles";
import { federationSteps } from "./edges/federation";
import { membershipSteps } from "./edges/memberships";
import { permissionSteps } from "./edges/permissions";
import { privilegeSteps } from "./edges/privileges";
import { ruleSetSteps } from "./edges/rule-sets";
import { runningCodeSteps } from "./edges/running-code";
import { stateSteps } from "./edges/state";
import { storageSteps } from "./edges/storage";
import { workspaceSteps } from "./edges/workspace-admins";
import { ReachEstate } from "./reach-estate";
import type { StackPart } from "./stack-part";

/** Every way in which something leads to something else. Scopes of Azure come once all that roles are given on is known. */
const KINDS = [
  federationSteps,
  membershipSteps,
  accountRoleSteps,
  ruleSetSteps,
  workspaceSteps,
  privilegeSteps,
  storageSteps,
  permissionSteps,
  runningCodeSteps,
  azureRoleSteps,
  stateSteps,
  azureControlSteps,
  azureScopeSteps,
] as const;

/** What leads to what in these stacks. */
export function reachEstate(stacks: readonly StackPart[], isWhole: boolean): ReachEstate {
  const estate = new ReachEstate(stacks, isWhole);
  for (const addSteps of KINDS) addSteps(estate);
  return estate;
}

import { hasRole, RULE_SET_SUFFIX } from "../../authority/account/roles";
import { type Call, invalidParameter, permissionDenied, workspaceIdOf } from "../../control-plane";
import { budgetPolicies } from "./budget-policies";

/**
 * For everything that a policy may tag: a new one is its creator's and billing admins' to use, and theirs whom its rule set
 * names; account admins and workspace admins are no exception.
 * @param member the request's, for the message.
 * @throws ApiError 400 for a policy that the account lacks or that is bound to other workspaces, 403 for somebody else's.
 */
export function requireUsableBudgetPolicy(call: Call, member: string, id: string): void {
  const stored = budgetPolicies.get(call, id);
  if (!stored) throw invalidParameter(`Budget policy ${id} in ${member} does not exist.`);
  const workspaces = stored.policy.binding_workspace_ids;
  if (workspaces?.length && !workspaces.map(Number).includes(workspaceIdOf(call))) {
    throw invalidParameter(`Budget policy ${id} in ${member} is not bound to this workspace.`);
  }
  const account = `accounts/${call.account.accountId}`;
  const mayUse =
    stored.creatorId === call.principal.id ||
    hasRole(call, `${account}/budgetPolicies/${id}${RULE_SET_SUFFIX}`, "roles/budgetPolicy.user") ||
    hasRole(call, `${account}${RULE_SET_SUFFIX}`, "roles/billing.admin");
  if (!mayUse) {
    throw permissionDenied(`${call.principal.name} does not have permission to use budget policy ${id} (${member}).`);
  }
}

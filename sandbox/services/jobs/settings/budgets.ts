import { type Call, invalidParameter, workspaceIdOf } from "../../../control-plane";
import { budgetPolicies } from "../../account/budget-policies";
import type { JobSettings } from "./job-settings";

const MEMBERS = ["budget_policy_id", "usage_policy_id"] as const;

/** @throws ApiError 400 for a budget policy that the account lacks, or that is bound to other workspaces. */
export function requireBudget(call: Call, settings: JobSettings): void {
  for (const member of MEMBERS) {
    const id = settings[member];
    if (id === undefined) continue;
    const stored = budgetPolicies.get(call, id);
    if (!stored) throw invalidParameter(`Budget policy ${id} in ${member} does not exist.`);
    const workspaces = stored.policy.binding_workspace_ids;
    if (workspaces?.length && !workspaces.map(Number).includes(workspaceIdOf(call))) {
      throw invalidParameter(`Budget policy ${id} in ${member} is not bound to this workspace.`);
    }
  }
}

/** What the service adds to a job's answer: the policies in force. */
export function effectiveBudget({ budget_policy_id: budget, usage_policy_id: usage }: JobSettings): object {
  return {
    ...(budget ? { effective_budget_policy_id: budget } : {}),
    ...(usage ? { effective_usage_policy_id: usage } : {}),
  };
}

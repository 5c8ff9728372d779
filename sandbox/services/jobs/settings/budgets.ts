import type { Call } from "../../../control-plane";
import { requireUsableBudgetPolicy } from "../../account/budget-policy-use";
import type { JobSettings } from "./job-settings";

const MEMBERS = ["budget_policy_id", "usage_policy_id"] as const;

/** @throws ApiError for a budget policy that the caller may not use in this workspace. */
export function requireBudget(call: Call, settings: JobSettings): void {
  for (const member of MEMBERS) {
    const id = settings[member];
    if (id !== undefined) requireUsableBudgetPolicy(call, member, id);
  }
}

/** What the service adds to a job's answer: the policies in force. */
export function effectiveBudget({ budget_policy_id: budget, usage_policy_id: usage }: JobSettings): object {
  return {
    ...(budget ? { effective_budget_policy_id: budget } : {}),
    ...(usage ? { effective_usage_policy_id: usage } : {}),
  };
}

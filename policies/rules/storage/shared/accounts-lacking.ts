import type { PolicyStack, ReportOnStack } from "../../../rule";

/**
 * Tells of storage accounts for which something is missing: of the account where the stack has one only, else of the
 * stack, since a preview may not know yet which account a resource belongs to.
 *
 * @param covered how many of the accounts have it.
 * @param missing what is missing, as `private endpoint to dfs`.
 */
export function reportAccountsLacking(
  stack: PolicyStack<"azure-native:storage:StorageAccount">,
  { covered, missing }: { covered: number; missing: string },
  report: ReportOnStack,
): void {
  const accounts = stack.ofType("azure-native:storage:StorageAccount");
  if (covered >= accounts.length) return;
  const [only, ...others] = accounts;
  if (others.length === 0) report(`the account has no ${missing}`, only);
  else report(`${accounts.length - covered} of ${accounts.length} storage accounts have no ${missing}`);
}

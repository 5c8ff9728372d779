import type { PolicyResource, PolicyStack } from "../../../rule";

/** Spelt as the program spells them in the names of what it declares for a role, whatever the group is called. */
export const PEOPLE = ["data-scientists", "ml-engineers", "platform-admins"] as const;

/** Types that name a group of people by its id. */
export const LET_IN = [
  "databricks:index/entitlements:Entitlements",
  "databricks:index/mwsPermissionAssignment:MwsPermissionAssignment",
] as const;

/**
 * Ids by which the account knows a group of people. The directory makes the group, so that a stack has its id only where it
 * lets the group in or entitles it.
 */
export function idsOf(role: (typeof PEOPLE)[number], stack: PolicyStack<(typeof LET_IN)[number]>): Set<string> {
  const theirs = ({ name }: PolicyResource): boolean => name.endsWith(`-${role}`);
  const assigned = stack
    .ofType("databricks:index/mwsPermissionAssignment:MwsPermissionAssignment")
    .filter(theirs)
    .map(({ props }) => props.principalId);
  const entitled = stack
    .ofType("databricks:index/entitlements:Entitlements")
    .filter(theirs)
    .map(({ props }) => props.groupId);
  return new Set([...assigned, ...entitled].filter((id) => id !== undefined && id !== null && id !== "").map(String));
}

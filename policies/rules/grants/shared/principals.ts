import { type ResourceNames, resourceNames } from "../../../../infra/components/azure/resource-names";
import type { EnvironmentSettings } from "../../../../infra/config";
import type { PolicyStack, RuleContext } from "../../../rule";

/** Groups that everybody is in: the account's, and every workspace's. */
export const isEveryone = (name: string): boolean => ["account users", "users"].includes(name.toLowerCase());

/** A user's name is an e-mail address; neither groups nor service principals have one. */
export const isSinglePerson = (name: string): boolean => name.includes("@");

export const isPlatformAdmins = (name: string, { settings }: RuleContext): boolean =>
  sameGroup(name, settings.groups.platformAdmins);

/** Data scientists, ML engineers, platform admins. */
export const isGroupOfPeople = (name: string, { settings }: RuleContext): boolean =>
  Object.values(settings.groups).some((group) => sameGroup(name, group));

/** Whether people may be behind the name who are not platform admins, as far as the name alone says it. */
export const standsForPeople = (name: string, context: RuleContext): boolean =>
  isEveryone(name) || isSinglePerson(name) || (isGroupOfPeople(name, context) && !isPlatformAdmins(name, context));

/** Names of groups are not told apart by letter case. */
export const sameGroup = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The environment's groups of run identities and of those that write its snapshots. */
export function isGroupOfIdentities(name: string, { settings }: RuleContext): boolean {
  const { runnersGroup, snapshotsGroup } = namesIn(settings);
  return sameGroup(name, runnersGroup) || sameGroup(name, snapshotsGroup);
}

/** The environment whose run identities are in the group, or undefined for any other group. */
export function environmentOfRunners(name: string, { settings }: RuleContext): string | undefined {
  const { prefix } = settings.azure;
  const lower = name.toLowerCase();
  return lower.startsWith(`${prefix}-`) && lower.endsWith("-runners")
    ? lower.slice(prefix.length + 1, -"-runners".length)
    : undefined;
}

/** Whether no person can be behind the name: a service principal, or the environment's groups of them. */
export const isIdentity = (
  name: string,
  stack: PolicyStack<(typeof IDENTITIES)[number]>,
  context: RuleContext,
): boolean => isApplicationId(name) || isGroupOfIdentities(name, context) || applicationIdsIn(stack).has(name);

/** The application id of the identity that CI deploys as; undefined in a stack that does not declare it. */
export function deploymentIdentity(
  stack: PolicyStack<typeof SERVICE_PRINCIPAL>,
  { settings }: RuleContext,
): string | undefined {
  const { deploymentIdentity } = namesIn(settings);
  return stack.ofType(SERVICE_PRINCIPAL).find(({ props }) => props.displayName === deploymentIdentity)?.props
    .applicationId;
}

/** Rules ask for every entry of every list. */
const names = new WeakMap<EnvironmentSettings, ResourceNames>();

export function namesIn(settings: EnvironmentSettings): ResourceNames {
  const known = names.get(settings) ?? resourceNames({ ...settings.azure, environment: settings.name });
  names.set(settings, known);
  return known;
}

const SERVICE_PRINCIPAL = "databricks:index/servicePrincipal:ServicePrincipal";
const RULE_SET = "databricks:index/accessControlRuleSet:AccessControlRuleSet";

/** Types that tell whether a name is an identity's. */
export const IDENTITIES = [SERVICE_PRINCIPAL, RULE_SET] as const;

const isApplicationId = (name: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(name);

/** Names that the stack gives to service principals, or to whose rule sets it adds. */
function applicationIdsIn(stack: PolicyStack<(typeof IDENTITIES)[number]>): Set<string> {
  const given = stack.ofType(SERVICE_PRINCIPAL).map(({ props }) => props.applicationId);
  const ruled = stack.ofType(RULE_SET).map(({ props }) => /\/servicePrincipals\/([^/]+)\//.exec(props.name ?? "")?.[1]);
  return new Set([...given, ...ruled].filter((id) => id !== undefined));
}

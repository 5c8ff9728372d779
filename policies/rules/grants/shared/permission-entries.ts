import type { RuleContext } from "../../../rule";
import { isGroupOfIdentities, isPlatformAdmins, sameGroup } from "./principals";

/** An entry of a permissions list: for a group, a person or a service principal. */
export interface PermissionEntry {
  groupName?: string | undefined;
  permissionLevel?: string | undefined;
  servicePrincipalName?: string | undefined;
  userName?: string | undefined;
}

/**
 * Whom an entry lets in, where that is people: a person, or any group but those of identities and of admins, who may do
 * everything anyway.
 */
export function peopleIn({ groupName, userName }: PermissionEntry, context: RuleContext): string | undefined {
  if (userName) return userName;
  if (!groupName || isAdmins(groupName, context)) return undefined;
  return isGroupOfIdentities(groupName, context) ? undefined : groupName;
}

/** Whom an entry lets in, where no people are behind it and it is not the admins. */
export function identityIn(entry: PermissionEntry, context: RuleContext): string | undefined {
  const { groupName, servicePrincipalName } = entry;
  if (servicePrincipalName) return servicePrincipalName;
  return groupName && isGroupOfIdentities(groupName, context) ? groupName : undefined;
}

export const manages = ({ permissionLevel }: PermissionEntry): boolean =>
  permissionLevel === "CAN_MANAGE" || permissionLevel === "IS_OWNER";

/** What identities run and use, and whoever deploys manages. An identity that owns a job only runs it. */
const DEPLOYED = ["clusterId", "clusterPolicyId", "instancePoolId", "jobId", "sqlEndpointId"];

/** Whether an entry, if it is an identity's, lets it manage what whoever deploys does. Which object it is may not be known yet. */
export const isManagedByIdentity = ({ permissionLevel }: PermissionEntry, list: object): boolean =>
  permissionLevel === "CAN_MANAGE" && DEPLOYED.some((property) => property in list);

export const onlyLooks = ({ permissionLevel }: PermissionEntry): boolean =>
  permissionLevel === "CAN_READ" || permissionLevel === "CAN_VIEW";

const isAdmins = (group: string, context: RuleContext): boolean =>
  sameGroup(group, "admins") || isPlatformAdmins(group, context);

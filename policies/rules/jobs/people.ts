import type { ReportOnResource, RuleContext } from "../../rule";
import { isGroupOfIdentities, isGroupOfPeople, isPlatformAdmins, sameGroup } from "../grants/principals";

/** An entry of a permissions list: for a group, a person or a service principal. */
interface Entry {
  groupName?: string | undefined;
  permissionLevel?: string | undefined;
  servicePrincipalName?: string | undefined;
  userName?: string | undefined;
}

/**
 * Whom an entry lets in, where that is people: a person, or any group but those of identities and of admins, who may do
 * everything anyway.
 */
export function peopleIn({ groupName, userName }: Entry, context: RuleContext): string | undefined {
  if (userName) return userName;
  if (!groupName || isAdmins(groupName, context)) return undefined;
  return isGroupOfIdentities(groupName, context) ? undefined : groupName;
}

/** Tells of entries that are wrong in any environment: they are for strangers, or let people manage. */
export function reportPeople(entries: readonly Entry[], report: ReportOnResource, context: RuleContext): void {
  for (const [index, entry] of entries.entries()) {
    const people = peopleIn(entry, context);
    if (people === undefined) continue;
    const path = `accessControls[${index}]`;
    if (entry.userName) report(`${people} is a single person`, path);
    else if (!isGroupOfPeople(people, context)) report(`${people} is no group of the estate`, path);
    else if (manages(entry)) report(`${people} has ${entry.permissionLevel}`, path);
  }
}

/** Tells of identities that manage what only who deploys it, its owner, should. */
export function reportIdentities(entries: readonly Entry[], report: ReportOnResource, context: RuleContext): void {
  for (const [index, entry] of entries.entries()) {
    const { groupName, permissionLevel, servicePrincipalName } = entry;
    const identity = servicePrincipalName || (peopleIn(entry, context) === undefined ? groupName : undefined);
    if (identity && permissionLevel === "CAN_MANAGE" && !isAdmins(identity, context)) {
      report(`${identity} has CAN_MANAGE`, `accessControls[${index}]`);
    }
  }
}

const manages = ({ permissionLevel }: Entry): boolean =>
  permissionLevel === "CAN_MANAGE" || permissionLevel === "IS_OWNER";

const isAdmins = (group: string, context: RuleContext): boolean =>
  sameGroup(group, "admins") || isPlatformAdmins(group, context);

import { resourceNames } from "../../../infra/components/azure/resource-names";
import type { RuleContext } from "../../rule";

/** An entry of a permissions list: for a group, a person or a service principal. */
interface Entry {
  groupName?: string | undefined;
  userName?: string | undefined;
}

/**
 * Whom an entry lets in, where that is people: a person, or any group but those of identities and of admins, who may do
 * everything anyway.
 */
export function peopleIn({ groupName, userName }: Entry, { settings }: RuleContext): string | undefined {
  if (userName) return userName;
  const { prefix, subscriptionId } = settings.azure;
  const { runnersGroup, snapshotsGroup } = resourceNames({ prefix, subscriptionId, environment: settings.name });
  const others = ["admins", settings.groups.platformAdmins, runnersGroup, snapshotsGroup];
  return groupName && !others.includes(groupName) ? groupName : undefined;
}

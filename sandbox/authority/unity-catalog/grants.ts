import { AccountObjects, type Store } from "../../control-plane";
import { type SecurableKey, type SecurableRef, securableKey } from "./securables";

/** What was granted on one securable: the privileges of each principal, by name. */
export interface SecurableGrants {
  assignments: Record<string, string[]>;
}

const grants = new AccountObjects<SecurableGrants, SecurableKey>("unity-catalog.grants");

/** Privileges granted directly on `securable`, by principal. */
export function grantsOn(store: Store, securable: SecurableRef): Record<string, string[]> {
  return grants.get({ store }, securableKey(securable))?.assignments ?? {};
}

export function setGrants(store: Store, securable: SecurableRef, assignments: Record<string, string[]>): void {
  const held = Object.entries(assignments).filter(([, privileges]) => privileges.length > 0);
  const key = securableKey(securable);
  if (held.length === 0) grants.remove({ store }, key);
  else grants.put({ store }, key, { assignments: Object.fromEntries(held) });
}

import { Collection, type Store } from "../../control-plane";
import type { SecurableRef } from "./securables";

/** What was granted on one securable: the privileges of each principal, by name. */
export interface SecurableGrants {
  assignments: Record<string, string[]>;
}

const grants = new Collection<SecurableGrants>("unity-catalog.grants");

const keyOf = ({ type, name }: SecurableRef): string => `${type}/${name}`;

/** Privileges granted directly on `securable`, by principal. */
export function grantsOn(store: Store, securable: SecurableRef): Record<string, string[]> {
  return store.get(grants, keyOf(securable))?.assignments ?? {};
}

export function setGrants(store: Store, securable: SecurableRef, assignments: Record<string, string[]>): void {
  const held = Object.entries(assignments).filter(([, privileges]) => privileges.length > 0);
  if (held.length === 0) store.delete(grants, keyOf(securable));
  else store.put(grants, keyOf(securable), { assignments: Object.fromEntries(held) });
}

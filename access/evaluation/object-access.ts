import { includesLevel, isAdministered } from "../../databricks/workspace-objects";
import { AccessError } from "../access-error";
import type { ObjectAddress } from "../state/access-state";
import type { Chain } from "./explanation";
import type { KnownAccess } from "./known-access";
import { describedObject } from "./words";
import { administers, isEntitled } from "./workspace-entry";

/** A level on an object of a workspace. */
export interface LevelQuestion {
  principal: string;
  object: ObjectAddress;
  level: string;
}

/**
 * Notes what an object's list says to somebody who is in its workspace already: a level counts when it was given to the
 * principal or a group that it is in, on the object or a directory around it; workspace admins manage every object.
 */
export function useObject(known: KnownAccess, chain: Chain, { level, object, principal }: LevelQuestion): boolean {
  const found = known.object(object);
  const what = describedObject(object);
  if (!found) throw new AccessError(`There is no ${what} in ${object.environment} in what is known of this estate.`);
  if (object.kind === "sql/warehouses" && !isEntitled(known, chain, object.environment, principal, "use SQL")) {
    return false;
  }
  if (isAdministered(object.kind) && administers(known, object.environment, principal)) {
    return chain.note(true, `workspace admins manage ${what}`);
  }
  const names = known.namesIn(object.environment, principal);
  for (const [name, path] of names) {
    const permission = found.permissions.find(
      (each) => each.principal === name && includesLevel(object.kind, each.level, level),
    );
    if (!permission) continue;
    const from =
      permission.inheritedFrom === undefined ? what : `folder ${permission.inheritedFrom}, which ${what} is in,`;
    chain.note(true, `${permission.level} on ${from} is given to ${known.way(path)}`);
    if (object.kind === "jobs" && found.runsAs !== undefined) {
      chain.note(true, `runs of ${what} act as ${known.called(found.runsAs)}, whoever starts them`);
    }
    return true;
  }
  return chain.note(
    false,
    `${level} on ${what} is given neither to ${known.called(principal)} nor to a group that it is in`,
  );
}

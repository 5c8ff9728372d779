import { ApiError, type JsonObject } from "../../control-plane";
import { isWithin } from "./arm-id";
import type { ArmResource, ArmResources } from "./resources";

export const LOCK = "Microsoft.Authorization/locks";

/** Refuses to delete what a lock at, above or below it protects. Locks themselves can always be removed. */
export function requireDeletable(resources: ArmResources, id: string, type: string): void {
  if (isLock(type)) return;
  const inForce = locks(resources).filter((lock) => isWithin(id, lock.scope) || isWithin(lock.scope, id));
  if (inForce.length > 0) throw locked(id, "delete", inForce);
}

/** Refuses to write what a read-only lock at or above it protects. */
export function requireWritable(resources: ArmResources, id: string, type: string): void {
  if (isLock(type)) return;
  const inForce = locks(resources).filter((lock) => lock.level === "ReadOnly" && isWithin(id, lock.scope));
  if (inForce.length > 0) throw locked(id, "write", inForce);
}

interface Lock {
  scope: string;
  level: unknown;
}

function locks(resources: ArmResources): Lock[] {
  return resources.ofType(LOCK).map((lock) => ({
    scope: scopeOf(lock),
    level: (lock.body.properties as JsonObject).level,
  }));
}

const scopeOf = ({ id }: ArmResource): string => id.slice(0, id.toLowerCase().lastIndexOf("/providers/"));

const isLock = (type: string): boolean => type.toLowerCase() === LOCK.toLowerCase();

function locked(id: string, operation: string, inForce: Lock[]): ApiError {
  const scopes = inForce.map(({ scope }) => `'${scope}'`).join(", ");
  return new ApiError(
    409,
    "ScopeLocked",
    `The scope '${id}' cannot perform ${operation} operation because following scope(s) are locked: ${scopes}. ` +
      "Please remove the lock and try again.",
  );
}

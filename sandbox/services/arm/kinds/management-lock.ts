import { badRequest } from "../arm-request";
import { LOCK } from "../locks";
import type { ResourceKind } from "../resource-kind";

export const managementLock: ResourceKind = {
  type: LOCK,
  client: "armlocks.ManagementLocks",
  prepare({ id, properties }) {
    if (/[<>%&:?/\\]/.test(id.name) || id.name.length > 260) {
      throw badRequest(
        "InvalidLockName",
        `The lock name '${id.name}' has characters that are not allowed, or is too long.`,
      );
    }
    if (typeof properties.notes === "string" && properties.notes.length > 512) {
      throw badRequest("LockNotesTooLong", "The notes of a lock may have 512 characters.");
    }
  },
};

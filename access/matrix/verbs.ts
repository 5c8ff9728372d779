import type { Target } from "../evaluation/explanation";

/** What actions come to, in one word each, from the weakest on. */
const VERBS = ["see", "read", "query", "use", "run", "write", "create", "manage"] as const;

export type Verb = (typeof VERBS)[number];

const BY_ACTION: Readonly<Record<string, Verb>> = {
  BROWSE: "see",
  USE_CATALOG: "see",
  USE_SCHEMA: "see",
  CAN_VIEW: "see",
  CAN_READ: "see",
  "open workspace": "see",
  SELECT: "read",
  EXECUTE: "read",
  READ: "read",
  READ_FILES: "read",
  READ_VOLUME: "read",
  CAN_QUERY: "query",
  CAN_USE: "use",
  CAN_MONITOR: "use",
  "use SQL": "use",
  "roles/servicePrincipal.user": "use",
  CAN_RUN: "run",
  CAN_MANAGE_RUN: "run",
  APPLY_TAG: "write",
  CAN_EDIT: "write",
  MODIFY: "write",
  REFRESH: "write",
  WRITE: "write",
  WRITE_FILES: "write",
  WRITE_VOLUME: "write",
  "create clusters": "create",
  CAN_MANAGE: "manage",
  MANAGE: "manage",
  "administer workspace": "manage",
  "roles/servicePrincipal.manager": "manage",
};

/** What an action is a kind of. One that is not known is taken for the strongest. */
export const verbOf = (action: string): Verb =>
  BY_ACTION[action] ?? (action.startsWith("CREATE_") ? "create" : "manage");

/**
 * What these actions on a target come to. Seeing goes without saying where there is more; of an object's levels, each of
 * which includes those before it, the strongest says all.
 */
export function verbsOf({ sort }: Target, actions: readonly string[]): Verb[] {
  const verbs = VERBS.filter((verb) => actions.some((action) => verbOf(action) === verb));
  if (sort === "object") return verbs.slice(-1);
  return verbs.length > 1 ? verbs.filter((verb) => verb !== "see") : verbs;
}

import type { Target } from "../evaluation/explanation";

/** What actions come to, in one word each, from the weakest on. */
export const VERBS = ["see", "read", "query", "use", "run", "write", "create", "manage"] as const;

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

/** How far verbs go. */
export type Reach = "looks" | "runs" | "changes";

const REACHES: Readonly<Record<Verb, Reach>> = {
  see: "looks",
  read: "looks",
  query: "runs",
  use: "runs",
  run: "runs",
  write: "changes",
  create: "changes",
  manage: "changes",
};

export const reachOf = (verb: Verb): Reach => REACHES[verb];

/** What an action is a kind of. One that is not known is taken for the strongest. */
export const verbOf = (action: string): Verb =>
  BY_ACTION[action] ?? (action.startsWith("CREATE_") ? "create" : "manage");

/**
 * What these actions on a target come to. Seeing goes without saying where there is more; of an object's levels, each of
 * which includes those before it, the strongest says all.
 */
export function verbsOf({ sort }: Target, actions: readonly string[]): Verb[] {
  const verbs = inOrder(actions.map(verbOf));
  return sort === "object" ? verbs.slice(-1) : verbs;
}

/** Verbs from the weakest on, each once, without the seeing that goes without saying. */
export function inOrder(found: readonly Verb[]): Verb[] {
  const verbs = VERBS.filter((verb) => found.includes(verb));
  return verbs.length > 1 ? verbs.filter((verb) => verb !== "see") : verbs;
}

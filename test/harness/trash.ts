import type { Estate } from "./estate";

/** What the control plane holds: ids by kind. */
export type Inventory = Awaited<ReturnType<Estate["inventory"]>>;

/**
 * Kinds that stay for a while when they are deleted, and that no client can take away before. An object of a workspace's
 * tree that is still alive has an entry in the tree besides, of the kind `workspace.tree-object`, which is left in.
 */
const KEPT_IN_A_TRASH = [
  "arm.deleted-log-workspace",
  "arm.deleted-vault",
  "dashboards.dashboard",
  "experiments.experiment",
  "sql.alert",
  "sql.legacy-alert",
  "sql.query",
  // Bytes of tables, where no data server runs that would have written some, and removes them.
  "unity-catalog.left-storage",
];

/** The inventory without what a trash may hold: nothing else may be left when everything has been deleted. */
export function withoutTrash(inventory: Inventory): Inventory {
  return Object.fromEntries(Object.entries(inventory).filter(([kind]) => !KEPT_IN_A_TRASH.includes(kind)));
}

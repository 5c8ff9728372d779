import { Collection, type Store } from "../../control-plane";

/**
 * A place that somebody was given for a table that they are making. It becomes the table's when its first version has
 * been committed, and nobody's where that never happens.
 */
export interface StagingTable {
  id: string;
  fullName: string;
  location: string;
  type: "MANAGED" | "EXTERNAL";
  credentialName?: string;
  /** Who may write there until then. */
  principalId: string;
  createdAt: number;
}

/** By the table's id. */
export const stagingTables = new Collection<StagingTable>("unity-catalog.staging-table");

/** What was given for tables of a schema that goes is nobody's. */
export function forgetStagingTables(store: Store, schema: string): void {
  const forgotten = store.list(stagingTables).filter(({ value }) => value.fullName.startsWith(`${schema}.`));
  for (const { key } of forgotten) store.delete(stagingTables, key);
}

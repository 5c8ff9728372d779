import { Collection, type Store } from "../../control-plane";
import { type Securable, securables } from "./securables";

const dependents: Collection<object>[] = [];

/**
 * A collection of what other services keep about tables, under the table's `table_id`, which outlasts a new name:
 * a document of it is deleted with its table.
 */
export function tableDependents<Document extends object>(name: string): Collection<Document> {
  const collection = new Collection<Document>(name);
  dependents.push(collection);
  return collection;
}

/** Deletes what is kept about a table. */
export function deleteDependents(store: Store, fullName: string): void {
  const table: (Securable & { table_id?: string }) | undefined = store.get(securables.table, fullName);
  if (table?.table_id === undefined) return;
  for (const collection of dependents) store.delete(collection, table.table_id);
}

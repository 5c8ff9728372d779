import { securables } from "../../authority/unity-catalog/securables";
import { Collection, type Store } from "../../control-plane";

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
  const table = store.get(securables.table, fullName);
  if (!table) return;
  for (const collection of dependents) store.delete(collection, table.table_id);
}

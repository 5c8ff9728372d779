import { Collection, type Store } from "../../control-plane";

/** What other services keep about securables of one kind: a document goes with what it is about. */
class Dependents {
  private readonly collections: Collection<object>[] = [];

  /** A collection of documents under the keys of what they are about. */
  collection<Document extends object>(name: string): Collection<Document> {
    const collection = new Collection<Document>(name);
    this.collections.push(collection);
    return collection;
  }

  delete(store: Store, key: string): void {
    for (const collection of this.collections) store.delete(collection, key);
  }
}

/** Under the catalog's name. */
export const catalogDependents = new Dependents();

/** Under the table's `table_id`, which outlasts a new name. */
export const tableDependents = new Dependents();

import { Collection, type Store } from "../../control-plane";

const dependents: Collection<object>[] = [];

/** A collection of what other services keep about catalogs, under the catalog's name: a document goes with its catalog. */
export function catalogDependents<Document extends object>(name: string): Collection<Document> {
  const collection = new Collection<Document>(name);
  dependents.push(collection);
  return collection;
}

/** Deletes what is kept about a catalog. */
export function deleteCatalogDependents(store: Store, name: string): void {
  for (const collection of dependents) store.delete(collection, name);
}

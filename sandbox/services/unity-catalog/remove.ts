import { isBindable, setBindings } from "../../authority/unity-catalog/bindings";
import { setGrants } from "../../authority/unity-catalog/grants";
import { type SecurableRef, securables } from "../../authority/unity-catalog/securables";
import { FileTree, type Store } from "../../control-plane";
import { catalogDependents, tableDependents } from "./dependents";
import { leaveStorage } from "./left-storage";
import { registeredModelOf, removeVersions } from "./registered-model";

/**
 * Deletes a securable with its grants and its bindings; a model with its versions; a volume with its files: of an
 * external volume too, whose files the service leaves in a storage account that the sandbox does not have. Not with
 * securables that lie in it.
 */
export function remove(store: Store, ref: SecurableRef): void {
  if (ref.type === "volume") {
    const volume = store.get(securables.volume, ref.name);
    if (volume) new FileTree(store, volume.volume_id).clear();
  }
  if (ref.type === "function") {
    const model = registeredModelOf(store, ref.name);
    if (model) removeVersions(store, model);
  }
  if (ref.type === "catalog") catalogDependents.delete(store, ref.name);
  const table = ref.type === "table" ? store.get(securables.table, ref.name) : undefined;
  if (table) {
    tableDependents.delete(store, table.table_id);
    leaveStorage(store, table);
  }
  store.delete(securables[ref.type], ref.name);
  setGrants(store, ref, {});
  if (isBindable(ref)) setBindings(store, ref, []);
}

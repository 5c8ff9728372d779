import type { TableInfo } from "../../authority/unity-catalog/infos";
import { Collection, type Store } from "../../control-plane";

interface LeftStorage {
  url: string;
}

/** Where managed tables lay that are gone, by their ids: their bytes go after the transaction that removed them. */
export const leftStorage = new Collection<LeftStorage>("unity-catalog.left-storage");

/** An external table's bytes are its owner's, and stay. */
export function leaveStorage(store: Store, { table_id: id, table_type: type, storage_location: url }: TableInfo): void {
  if (type === "MANAGED" && url !== undefined) store.put(leftStorage, id, { url });
}

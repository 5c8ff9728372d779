import { AccountObjects, type Store } from "../../control-plane";

/** When rows of a table were last changed. */
export interface TableUpdate {
  /** `catalog.schema.table`, in lower case. */
  name: string;
  /** Milliseconds since 1970. */
  updated_at: number;
}

/** By the table's name. */
export const tableUpdates = new AccountObjects<TableUpdate>("unity-catalog.table-update");

/** To be called when a commit has changed a table's rows: what waits for that hears of it. */
export function noteTableUpdate(store: Store, fullName: string): void {
  const name = fullName.toLowerCase();
  tableUpdates.put({ store }, name, { name, updated_at: store.now() });
}

/** When the table's rows were last changed; 0 where they never were. */
export const lastTableUpdate = (store: Store, fullName: string): number =>
  tableUpdates.get({ store }, fullName.toLowerCase())?.updated_at ?? 0;

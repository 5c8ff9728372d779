import type { Store } from "../../control-plane";
import { leftStorage } from "../unity-catalog/left-storage";
import { stagingTables } from "../unity-catalog/staging-tables";
import { dataServerOf } from "./attached";

/** How long a place is kept for a table that was never made, in milliseconds. */
const PATIENCE = 24 * 60 * 60_000;

/**
 * Removes the bytes of managed tables that are gone, or never came to be: now, and after each commit that removed some.
 * @returns what ends that.
 */
export function keepStorageSwept(store: Store, log: (line: string) => void): () => void {
  let revision = 0;
  const sweep = (): void => {
    try {
      sweepStorage(store);
    } catch (error) {
      // They stay noted, and go with the next.
      log(`Bytes of tables that are gone cannot be removed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  let soon: NodeJS.Immediate | undefined;
  const stopHearing = store.onCommit(() => {
    const now = store.revision(leftStorage);
    if (now === revision) return;
    revision = now;
    soon = setImmediate(sweep);
  });
  sweep();
  return () => {
    stopHearing();
    clearImmediate(soon);
  };
}

export function sweepStorage(store: Store): void {
  const storage = dataServerOf(store)?.storage;
  if (!storage) return;
  const left = store.list(leftStorage);
  const now = store.now();
  const forgotten = store
    .list(stagingTables)
    .filter(({ value }) => value.type === "MANAGED" && now - value.createdAt > PATIENCE);
  if (left.length + forgotten.length === 0) return;
  for (const { value } of left) storage.remove(value.url);
  for (const { value } of forgotten) storage.remove(value.location);
  store.transaction(() => {
    for (const { key } of left) store.delete(leftStorage, key);
    for (const { key } of forgotten) store.delete(stagingTables, key);
  });
}

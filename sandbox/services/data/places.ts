import { Access } from "../../authority/unity-catalog/access";
import { locationRef, securables, tableRef, volumeRef } from "../../authority/unity-catalog/securables";
import { type Behaviour, type Call, permissionDenied, type Store } from "../../control-plane";
import { stagingTables } from "../unity-catalog/staging-tables";
import { checkedPath, isWithin, locationOf } from "../unity-catalog/storage-paths";

/** Below it lies what Unity Catalog manages, and nothing that is reached by a path. */
const MANAGED = "/__unitystorage/";

/**
 * Whether the caller may read or write at a place in storage, decided by what lies there: a table, a volume, one that is
 * being made, or nothing but an external location's files. The answer's `place` says for how much it holds: absent, for
 * this one path.
 */
export const placeOf: Behaviour<{ url: string; operation: "READ" | "WRITE" }> = ({ url, operation }, call) => {
  const path = checkedPath(url);
  const access = Access.of(call);
  const staged = call.store.find(stagingTables, ({ location }) => covers(location, path))?.value;
  if (staged) {
    if (staged.principalId !== call.principal.id) throw denied(path);
    return { place: staged.location };
  }
  const table = call.store.find(securables.table, ({ storage_location: taken }) => covers(taken, path));
  if (table) {
    const ref = tableRef(table.key);
    if (operation === "WRITE") access.usable(ref, "MODIFY");
    access.usable(ref, "SELECT");
    return { place: table.value.storage_location };
  }
  const volume = call.store.find(securables.volume, ({ storage_location: taken }) => covers(taken, path));
  if (volume) {
    access.usable(volumeRef(volume.key), operation === "WRITE" ? "WRITE_VOLUME" : "READ_VOLUME");
    return { place: volume.value.storage_location };
  }
  return ofLocation(call, access, path, operation);
};

/** Where a volume lies: whoever may read it names its files as `/Volumes/…`. */
export const volumeNamed: Behaviour<{ name: string }> = ({ name }, call) => ({
  location: Access.of(call).usable(volumeRef(name.toLowerCase()), "READ_VOLUME").storage_location,
});

function ofLocation(call: Call, access: Access, path: string, operation: "READ" | "WRITE"): object {
  if (`${path}/`.toLowerCase().includes(MANAGED)) throw denied(path);
  const location = locationRef(locationOf(call.store, path).name);
  access.usable(location, operation === "WRITE" ? "WRITE_FILES" : "READ_FILES");
  // What is written there may be moved or removed with all that is below.
  if (operation === "WRITE" && holdsSomething(call.store, path)) throw denied(path);
  return {};
}

function holdsSomething(store: Store, path: string): boolean {
  const below = ({ storage_location: taken }: { storage_location?: string }): boolean =>
    taken !== undefined && covers(path, taken);
  return (
    store.find(securables.table, below) !== undefined ||
    store.find(securables.volume, below) !== undefined ||
    store.find(stagingTables, ({ location }) => covers(path, location)) !== undefined
  );
}

/** Not by case: where this machine keeps the files it may make no difference. */
const covers = (outer: string | undefined, inner: string): boolean =>
  outer !== undefined && isWithin(inner.toLowerCase(), outer.toLowerCase());

const denied = (path: string) =>
  permissionDenied(`The path '${path}' belongs to what Unity Catalog manages, and is not reached as a path.`);

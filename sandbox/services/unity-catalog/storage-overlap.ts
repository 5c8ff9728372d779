import { securables } from "../../authority/unity-catalog/securables";
import { invalidParameter, type Store } from "../../control-plane";
import { isWithin } from "./storage-paths";

/** @throws LOCATION_OVERLAP where a table or a volume lies at `path`, below it, or around it. */
export function requireFree(store: Store, path: string): void {
  for (const type of ["table", "volume"] as const) {
    const overlapping = store.find<{ storage_location?: string }>(
      securables[type],
      ({ storage_location: taken }) => taken !== undefined && (isWithin(path, taken) || isWithin(taken, path)),
    );
    if (!overlapping) continue;
    throw invalidParameter(
      `LOCATION_OVERLAP: Input path url '${path}' overlaps with the storage of ${type} '${overlapping.key}'.`,
    );
  }
}

import { securables } from "../../../authority/unity-catalog/securables";
import { FileTree, type Store } from "../../../control-plane";
import { lastTableUpdate } from "../../unity-catalog/table-updates";
import type { JobStart } from "./job-starts";

/** What there was: files by their paths, or tables, with when each came or changed. */
export type Changes = ReadonlyMap<string, number>;

export interface FoundChanges {
  changes: Changes;
  /** Whether there is something that was not seen. */
  isNew: boolean;
  /** When the last of it came. */
  lastAt: number;
  /** What was not seen, with when each came. */
  unseen: Record<string, number>;
}

const VOLUME_PATH = /^\/Volumes\/([^/]+)\/([^/]+)\/([^/]+)(?:\/(.*))?$/;

/** What has come since what was seen; undefined where nothing of the kind is watched here. */
export function changesOf(store: Store, start: JobStart, seen: Changes = new Map()): FoundChanges | undefined {
  if (start.file_arrival) {
    // A file that is written again has not arrived.
    return compared(filesAt(store, start.file_arrival.url), (path) => !seen.has(path));
  }
  if (!start.table_update) return undefined;
  const tables = new Map(start.table_update.table_names.map((name) => [name, lastTableUpdate(store, name)]));
  return compared(tables, (name, at) => at > (seen.get(name) ?? 0));
}

function compared(changes: Changes, isUnseen: (name: string, at: number) => boolean): FoundChanges {
  const unseen = [...changes].filter(([name, at]) => isUnseen(name, at));
  return {
    changes,
    isNew: unseen.length > 0,
    lastAt: Math.max(0, ...unseen.map(([, at]) => at)),
    unseen: Object.fromEntries(unseen),
  };
}

/** Files in a volume. What lies elsewhere is in no place that the sandbox has. */
function filesAt(store: Store, url: string): Changes {
  const [, catalog, schema, name, path = ""] = VOLUME_PATH.exec(url) ?? [];
  const volume = name && store.get(securables.volume, `${catalog}.${schema}.${name}`.toLowerCase());
  if (!volume) return new Map();
  const files = new FileTree(store, volume.volume_id).files(path.replace(/\/+$/, ""));
  return new Map(files.map((file) => [file.path, file.modifiedAt]));
}

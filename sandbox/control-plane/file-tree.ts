import { type Page, type PageRequest, pageOf } from "./paging";
import { Collection, type ContentRange, type Store } from "./store";

/** A file or a directory of a tree. */
export interface FileEntry {
  /** From the top of the tree, without a slash at either end; empty for the top itself. */
  path: string;
  kind: "file" | "directory";
  /** In bytes; 0 for a directory. */
  size: number;
  /** Milliseconds since 1970. */
  modifiedAt: number;
}

/** Entries under `<root>/<path>`; a file's bytes are its entry's content. */
const entries = new Collection<FileEntry>("file-storage.entry");

/** Grows whenever a file may have changed, in whatever tree. */
export const filesRevision = (store: Store): number => store.revision(entries);

/**
 * Directories and files as cloud storage has them: in a volume, for example. It knows nothing of who may do what, and
 * trusts its callers to have checked that nothing is in the way.
 */
export class FileTree {
  /** @param root tells this tree from all others, for example by the volume's id. */
  constructor(
    private readonly store: Store,
    private readonly root: string,
  ) {}

  /** What is at `path`, if anything is; the top is always there. */
  find(path: string): FileEntry | undefined {
    if (path === "") return { path, kind: "directory", size: 0, modifiedAt: 0 };
    return this.store.get(entries, this.key(path));
  }

  /** A page of what lies in the directory at `path`, not in directories of it, in the order of the names. */
  children(path: string, request: PageRequest): Page<FileEntry> {
    const prefix = this.inside(path);
    return pageOf(this.store, entries, prefix, request, (entry, key) =>
      key.includes("/", prefix.length) ? undefined : entry,
    );
  }

  /** Every file in the directory at `path`, however deep. */
  files(path: string): FileEntry[] {
    const inside = this.store.list(entries, { prefix: this.inside(path) }).map(({ value }) => value);
    return inside.filter(({ kind }) => kind === "file");
  }

  /** Whether nothing lies in the directory at `path`. */
  isEmpty(path: string): boolean {
    return this.store.find(entries, undefined, this.inside(path)) === undefined;
  }

  /** The file at `path` or at a path around it, which keeps a directory from being there. */
  fileInTheWay(path: string): FileEntry | undefined {
    return pathsTo(path)
      .map((each) => this.find(each))
      .find((entry) => entry?.kind === "file");
  }

  /** Makes the directory and those around it that are missing. */
  makeDirectory(path: string): void {
    for (const each of pathsTo(path)) {
      if (this.find(each)) continue;
      this.put({ path: each, kind: "directory", size: 0, modifiedAt: this.store.now() });
    }
  }

  /** Writes or replaces the file, with the directories around it that are missing. */
  write(path: string, bytes: Uint8Array): void {
    this.makeDirectory(path.split("/").slice(0, -1).join("/"));
    this.put({ path, kind: "file", size: bytes.byteLength, modifiedAt: this.store.now() });
    this.store.putContent(entries, this.key(path), bytes);
  }

  read(path: string, range?: ContentRange): Buffer {
    return this.store.content(entries, this.key(path), range);
  }

  /** Removes a file, or a directory that has nothing in it. */
  remove(path: string): void {
    this.store.delete(entries, this.key(path));
  }

  /** Removes everything. */
  clear(): void {
    for (const { key } of this.store.list(entries, { prefix: this.key("") })) this.store.delete(entries, key);
  }

  private put(entry: FileEntry): void {
    this.store.put(entries, this.key(entry.path), entry);
  }

  /** What the keys of everything in the directory begin with. */
  private inside(path: string): string {
    return this.key(path === "" ? "" : `${path}/`);
  }

  private key(path: string): string {
    return `${this.root}/${path}`;
  }
}

/** `a`, `a/b` and `a/b/c` for `a/b/c`; nothing for the top. */
function pathsTo(path: string): string[] {
  const segments = path === "" ? [] : path.split("/");
  return segments.map((_, index) => segments.slice(0, index + 1).join("/"));
}

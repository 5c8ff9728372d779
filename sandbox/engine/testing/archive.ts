import { gzipSync } from "node:zlib";
import { Header } from "tar";

/** Something in an archive. Whatever is asked for is written, also what no honest archive has. */
export interface ArchiveEntry {
  readonly path: string;
  readonly content?: string;
  readonly type?: "File" | "SymbolicLink";
  readonly linkpath?: string;
}

const BLOCK = 512;

/** A compressed tar archive. */
export function archiveOf(entries: readonly ArchiveEntry[]): Buffer {
  const blocks = entries.map(({ path, content = "", type = "File", linkpath }) => {
    const size = Buffer.byteLength(content);
    const header = new Header({ path, mode: 0o755, uid: 0, gid: 0, size, mtime: new Date(0), type });
    if (linkpath !== undefined) header.linkpath = linkpath;
    header.encode();
    const data = Buffer.alloc(Math.ceil(size / BLOCK) * BLOCK);
    data.write(content);
    return Buffer.concat([header.block ?? Buffer.alloc(BLOCK), data]);
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));
}

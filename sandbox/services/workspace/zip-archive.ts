import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

/** A file in an archive. A path ends in a slash where it is a folder's. */
export interface ZipEntry {
  path: string;
  bytes: Buffer;
}

/** What is no archive, or has in it what none of ours has. */
export class ZipError extends Error {}

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const DIRECTORY_HEADER = 0x02014b50;
const DIRECTORY_HEADER_BYTES = 46;
const DIRECTORY_END = 0x06054b50;
const DIRECTORY_END_BYTES = 22;
const MAXIMUM_COMMENT_BYTES = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const VERSION = 20;
const NAMES_ARE_UTF8 = 0x0800;
const ENCRYPTED = 0x0001;
/** The first day that the format can say: what is the same has the same bytes. */
const DATE = 0x0021;

/** An archive of the entries, in their order (PKWARE's APPNOTE, without what is for more than 4 GiB). */
export function zipped(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, bytes } of entries) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(bytes);
    // What a file's own header and the directory both say of it.
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(VERSION, 0);
    facts.writeUInt16LE(NAMES_ARE_UTF8, 2);
    facts.writeUInt16LE(DEFLATED, 4);
    facts.writeUInt16LE(DATE, 8);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const placed = Buffer.alloc(14);
    placed.writeUInt32LE(offset, 10);
    const header = Buffer.concat([uint32(LOCAL_HEADER), facts, name]);
    files.push(header, packed);
    directory.push(uint32(DIRECTORY_HEADER), uint16(VERSION), facts, placed, name);
    offset += header.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(DIRECTORY_END_BYTES);
  end.writeUInt32LE(DIRECTORY_END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listed, end]);
}

/**
 * The files in an archive, without its folders.
 * @param limitBytes what they may have together: an archive says little of what it unpacks to.
 * @throws ZipError for what is none, is damaged, or unpacks to more.
 */
export function unzipped(archive: Buffer, limitBytes: number): ZipEntry[] {
  try {
    return entriesOf(archive, limitBytes);
  } catch (error) {
    if (error instanceof ZipError) throw error;
    throw new ZipError("it is damaged", { cause: error });
  }
}

function entriesOf(archive: Buffer, limitBytes: number): ZipEntry[] {
  const end = directoryEnd(archive);
  const entries: ZipEntry[] = [];
  let left = limitBytes;
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    if (archive.readUInt32LE(at) !== DIRECTORY_HEADER) throw new ZipError("its directory is damaged");
    if (archive.readUInt16LE(at + 8) & ENCRYPTED) throw new ZipError("it is encrypted");
    const nameBytes = archive.readUInt16LE(at + 28);
    const path = archive.toString("utf8", at + DIRECTORY_HEADER_BYTES, at + DIRECTORY_HEADER_BYTES + nameBytes);
    if (!path.endsWith("/")) {
      const bytes = unpacked(archive, at, left);
      left -= bytes.length;
      entries.push({ path, bytes });
    }
    at += DIRECTORY_HEADER_BYTES + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

/** Where the end of the directory begins, after which only a comment may come. */
function directoryEnd(archive: Buffer): number {
  const last = archive.length - DIRECTORY_END_BYTES;
  for (let at = last; at >= 0 && at >= last - MAXIMUM_COMMENT_BYTES; at--) {
    if (archive.readUInt32LE(at) === DIRECTORY_END) return at;
  }
  throw new ZipError("it is no ZIP archive");
}

function unpacked(archive: Buffer, entry: number, limitBytes: number): Buffer {
  const method = archive.readUInt16LE(entry + 10);
  const packedBytes = archive.readUInt32LE(entry + 20);
  const header = archive.readUInt32LE(entry + 42);
  if (archive.readUInt32LE(header) !== LOCAL_HEADER) throw new ZipError("one of its files is damaged");
  const start = header + LOCAL_HEADER_BYTES + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const packed = archive.subarray(start, start + packedBytes);
  if (method !== STORED && method !== DEFLATED) throw new ZipError(`it is packed by method ${method}`);
  if (archive.readUInt32LE(entry + 24) > limitBytes) throw new ZipError("it unpacks to too much");
  // Whatever the archive says, no more than that is unpacked.
  const bytes = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(limitBytes, 1) });
  if (crc32(bytes) !== archive.readUInt32LE(entry + 16)) throw new ZipError("one of its files is damaged");
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

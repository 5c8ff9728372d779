import AdmZip from "adm-zip";

/** A file in an archive. */
export interface ZipEntry {
  path: string;
  bytes: Buffer;
}

/** What is no archive, is damaged, or unpacks to too much. */
export class ZipError extends Error {}

/** The first moment that the format can say: what is the same has the same bytes. */
const NO_TIME = new Date(1980, 0, 1);

/** An archive of the entries, in their order. */
export function zipped(entries: readonly ZipEntry[]): Buffer {
  const archive = new AdmZip({ noSort: true });
  for (const { path, bytes } of entries) archive.addFile(path, bytes).header.time = NO_TIME;
  return archive.toBuffer();
}

/**
 * The files in an archive, without its folders.
 * @param limitBytes what they may have together: an archive says little of what it unpacks to.
 * @throws ZipError for what is none, is damaged, is encrypted, or unpacks to more.
 */
export function unzipped(archive: Buffer, limitBytes: number): ZipEntry[] {
  const files = filesOf(archive);
  if (files.some(({ header }) => header.encrypted)) throw new ZipError("it is encrypted");
  // No entry unpacks to more than the archive says of it.
  if (files.reduce((bytes, { header }) => bytes + header.size, 0) > limitBytes) {
    throw new ZipError("it unpacks to too much");
  }
  return files.map((file) => ({ path: file.entryName, bytes: contentOf(file) }));
}

function filesOf(archive: Buffer): AdmZip.IZipEntry[] {
  try {
    return new AdmZip(archive, { noSort: true }).getEntries().filter(({ isDirectory }) => !isDirectory);
  } catch (error) {
    throw new ZipError("it is no ZIP archive, or its directory is damaged", { cause: error });
  }
}

function contentOf(file: AdmZip.IZipEntry): Buffer {
  try {
    return file.getData();
  } catch (error) {
    throw new ZipError(`its file ${file.entryName} is damaged`, { cause: error });
  }
}

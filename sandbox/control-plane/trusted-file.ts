import { randomUUID } from "node:crypto";
import { closeSync, fstatSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** A file whose content decides about trust: a key, a passphrase. */
export interface TrustedFile {
  path: string;
  /** What its whole content has to be, but for white space around it. */
  form: RegExp;
  /** The same in words, for messages: `64 hexadecimal digits`. */
  described: string;
  /** What to do about one that is damaged, as a sentence. */
  remedy: string;
}

/** A file that decides about trust may be somebody else's work, or is damaged: nothing is derived from it. */
export class UntrustedFileError extends Error {
  constructor(path: string, what: string, remedy: string) {
    super(`${path} ${what}. ${remedy}`);
    this.name = "UntrustedFileError";
  }
}

/**
 * What the file holds, if it is whole, and this user's alone.
 * @throws UntrustedFileError for any other, saying what to do.
 */
export function readTrusted({ path, form, described, remedy }: TrustedFile): string {
  const file = openSync(path, "r");
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw new UntrustedFileError(path, "is no file", remedy);
    const { uid, mode } = status;
    const user = process.getuid?.();
    // Windows has neither owners nor modes of this kind.
    if (user !== undefined && uid !== user) {
      throw new UntrustedFileError(path, `belongs to another user (${uid})`, remedy);
    }
    if (user !== undefined && mode & 0o077) {
      const open = `is open to other users (its mode is ${(mode & 0o777).toString(8)})`;
      throw new UntrustedFileError(path, open, `If nobody used that: chmod 600 ${path}. Otherwise: ${remedy}`);
    }
    const content = readFileSync(file, "utf8").trim();
    if (!form.test(content)) throw new UntrustedFileError(path, `is damaged: it has to hold ${described}`, remedy);
    return content;
  } finally {
    closeSync(file);
  }
}

/** Makes the file for this user alone, whole or not at all. Where another process was as quick, its file stays. */
export function makeTrusted(path: string, content: string): void {
  inOneStep(path, content, (unfinished) => {
    try {
      linkSync(unfinished, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    rmSync(unfinished);
  });
}

/** Writes the file for this user alone: whoever reads it meanwhile, or after a kill, has the old one or the new one. */
export function replaceTrusted(path: string, content: string): void {
  inOneStep(path, content, (unfinished) => renameSync(unfinished, path));
}

function inOneStep(path: string, content: string, appear: (unfinished: string) => void): void {
  const unfinished = `${path}.${randomUUID()}.new`;
  try {
    writeFileSync(unfinished, content, { flag: "wx", mode: 0o600, flush: true });
    appear(unfinished);
  } catch (error) {
    rmSync(unfinished, { force: true });
    // A full disk is told by the write, which does not know what it writes to.
    throw Object.assign(error as NodeJS.ErrnoException, { path });
  }
}

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Reads plain data that stand below a digest of themselves, so that what is cut off, damaged or no such file is told apart.
 * @returns what was written; undefined where that cannot be told. Whoever reads must know what it was.
 */
export function readSealed<Data>(path: string): Data | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
  const end = text.indexOf("\n");
  const sealed = text.slice(end + 1);
  return end > 0 && text.slice(0, end) === seal(sealed) ? JSON.parse(sealed) : undefined;
}

/**
 * Writes it in one step: whoever reads meanwhile finds the file that was there, or this one.
 * @returns whether it could be written.
 */
export function writeSealed(path: string, data: object): boolean {
  const text = JSON.stringify(data);
  const partial = `${path}.${process.pid}.partial`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(partial, `${seal(text)}\n${text}`, { mode: 0o600 });
    renameSync(partial, path);
    return true;
  } catch {
    remove(partial);
    return false;
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where no folder can be made there is nothing to remove.
  }
}

const seal = (text: string): string => createHash("sha256").update(text).digest("base64url");

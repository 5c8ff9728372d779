import { accessSync, constants, existsSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { isNativeError } from "node:util/types";
import { ToolchainError } from "../toolchain-error";

const REASONS: Record<string, string> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOENT: "it cannot be made there",
  ENOTDIR: "there is a file in its place",
  EEXIST: "there is a file in its place",
};

/** Turns the system's refusal to write into the cache into a message; anything else comes back as it is. */
export function cacheRefusal(directory: string, error: unknown): unknown {
  if (!isNativeError(error)) return error;
  const { code = "", path } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new ToolchainError(
      "no-space",
      `The disk is full: the engine's cache, ${directory}, cannot grow. Make room, or set LAKESTAGE_CACHE to a folder on ` +
        "another disk, and run this again.",
    );
  }
  const reason = REASONS[code];
  if (reason === undefined || path === undefined || !isOnTheWay(path, directory)) return error;
  return new ToolchainError(
    "cache-unwritable",
    `The engine's cache, ${directory}, cannot be written: ${reason}. Set LAKESTAGE_CACHE to a folder that can, and run ` +
      "this again.",
  );
}

/** Whether one lies in the other: what cannot be written is the folder, something in it, or a folder above. */
function isOnTheWay(path: string, directory: string): boolean {
  const [one, other] = [`${resolve(path)}${sep}`, `${resolve(directory)}${sep}`];
  return one.startsWith(other) || other.startsWith(one);
}

/** Why nothing can be added to a folder, which need not be there yet; undefined where that can. Changes nothing. */
export function whyUnwritable(directory: string): string | undefined {
  const path = resolve(directory);
  if (!existsSync(path)) return dirname(path) === path ? "it cannot be made there" : whyUnwritable(dirname(path));
  try {
    accessSync(`${path}${sep}`, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return REASONS[(error as NodeJS.ErrnoException).code ?? ""] ?? String(error);
  }
}

import { existsSync, lstatSync, type Stats } from "node:fs";
import { dirname, sep } from "node:path";

/** In the place of a file or folder of a home lies something else: a folder, a link, somebody's file. */
export class MisplacedError extends Error {
  constructor(path: string, what: string) {
    super(
      `${path} is ${what}, where the sandbox keeps something else. Put back what belongs there, or move it away, and ` +
        "run this again.",
    );
    this.name = "MisplacedError";
  }
}

/** How the system says that something is not of the kind that was expected; the last one of a link that leads nowhere. */
const CODES = ["EISDIR", "ERR_FS_EISDIR", "ENOTDIR", "EEXIST", "ELOOP", "ENOENT"];

/** The system's refusal of something in `directory` that is not what the sandbox put there; undefined for any other fault. */
export function misplaced(
  directory: string,
  error: NodeJS.ErrnoException & { dest?: string },
): MisplacedError | undefined {
  const { code = "", path = "", dest = path } = error;
  if (!CODES.includes(code)) return undefined;
  const found = nearestThatIsThere(dest, directory);
  if (!found || (code === "ENOENT" && !found.status.isSymbolicLink())) return undefined;
  return new MisplacedError(found.path, described(found));
}

interface Found {
  path: string;
  status: Stats;
}

/** The path, or what it would lie in; a link counts as itself. */
function nearestThatIsThere(path: string, directory: string): Found | undefined {
  if (!path.startsWith(`${directory}${sep}`)) return undefined;
  try {
    return { path, status: lstatSync(path) };
  } catch {
    return nearestThatIsThere(dirname(path), directory);
  }
}

function described({ path, status }: Found): string {
  if (status.isSymbolicLink()) return existsSync(path) ? "a link" : "a link that leads nowhere";
  return status.isDirectory() ? "a folder" : "a file";
}

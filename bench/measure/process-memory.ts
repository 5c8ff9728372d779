import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PROC = "/proc";

/**
 * Resident memory of a process and all its descendants at this moment, in bytes; undefined where the system does not
 * tell (it is read from `/proc`). Pages that they share count for each of them.
 */
export function residentMemory(root: number): number | undefined {
  if (!existsSync(join(PROC, "self", "stat"))) return undefined;
  const parents = new Map<number, number>();
  for (const name of readdirSync(PROC)) {
    const parent = /^\d+$/.test(name) ? parentOf(name) : undefined;
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  const family = [...parents.keys()].filter((pid) => descendsFrom(pid, root, parents));
  return family.reduce((sum, pid) => sum + residentBytes(pid), 0);
}

function descendsFrom(pid: number, root: number, parents: ReadonlyMap<number, number>): boolean {
  for (let current: number | undefined = pid; current !== undefined; current = parents.get(current)) {
    if (current === root) return true;
  }
  return false;
}

/** The parent in `/proc/<pid>/stat`; the command's name before it may hold anything, brackets too. */
function parentOf(pid: string): number | undefined {
  const stat = read(pid, "stat");
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(read(String(pid), "status") ?? "")?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** A process may end between being listed and being read. */
function read(pid: string, file: string): string | undefined {
  try {
    return readFileSync(join(PROC, pid, file), "utf8");
  } catch {
    return undefined;
  }
}

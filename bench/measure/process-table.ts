import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PROC = "/proc";

/** Whether the system tells about other processes at all: it is read from `/proc`. */
export const processesAreVisible = (): boolean => existsSync(join(PROC, "self", "stat"));

/** A process and all its descendants at this moment, each after its parent. */
export function familyOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync(PROC)) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const family = [root];
  for (const pid of family) family.push(...(children.get(pid) ?? []));
  return family;
}

/** Undefined for a process that has ended. */
export function parentOf(pid: number): number | undefined {
  const fields = statOf(pid);
  return fields && Number(fields[STAT.parent]);
}

/** Positions in `/proc/<pid>/stat` after the command's name, which may hold anything, brackets too. */
export const STAT = { parent: 1, userTicks: 11, systemTicks: 12 } as const;

/** The fields of `/proc/<pid>/stat` after the command's name. */
export function statOf(pid: number): string[] | undefined {
  const stat = readProcess(pid, "stat");
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
}

/** A file about a process; undefined when the process has ended: it may do so between being listed and being read. */
export function readProcess(pid: number, file: string): string | undefined {
  try {
    return readFileSync(join(PROC, String(pid), file), "utf8");
  } catch {
    return undefined;
  }
}

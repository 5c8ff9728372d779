import { familyOf, processesAreVisible, readProcess } from "./process-table";

/**
 * Resident memory of all descendants of a process at this moment, in bytes; undefined where the system does not tell.
 * Pages that they share count for each of them.
 */
export function residentMemory(root: number): number | undefined {
  if (!processesAreVisible()) return undefined;
  return familyOf(root)
    .slice(1)
    .reduce((sum, pid) => sum + residentBytes(pid), 0);
}

/**
 * Memory of a process and all its descendants at this moment, in bytes; undefined where the system does not tell. Pages that
 * processes share count once.
 */
export function proportionalMemory(root: number): number | undefined {
  if (!processesAreVisible()) return undefined;
  return familyOf(root).reduce((sum, pid) => sum + kilobytesOf(/^Pss:\s+(\d+) kB/m, pid, "smaps_rollup") * 1024, 0);
}

/** Resident memory of one process at this moment, in bytes; undefined where the system does not tell. */
export function ownResidentMemory(pid: number): number | undefined {
  return processesAreVisible() ? residentBytes(pid) : undefined;
}

const residentBytes = (pid: number): number => kilobytesOf(/^VmRSS:\s+(\d+) kB/m, pid, "status") * 1024;

const kilobytesOf = (line: RegExp, pid: number, file: string): number =>
  Number(line.exec(readProcess(pid, file) ?? "")?.[1] ?? 0);

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

/** Resident memory of one process at this moment, in bytes; undefined where the system does not tell. */
export function ownResidentMemory(pid: number): number | undefined {
  return processesAreVisible() ? residentBytes(pid) : undefined;
}

function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readProcess(pid, "status") ?? "")?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

import { familyOf, processesAreVisible, readProcess } from "./process-table";

/**
 * Resident memory of a process and all its descendants at this moment, in bytes; undefined where the system does not
 * tell. Pages that they share count for each of them.
 */
export function residentMemory(root: number): number | undefined {
  if (!processesAreVisible()) return undefined;
  return familyOf(root).reduce((sum, pid) => sum + residentBytes(pid), 0);
}

function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readProcess(pid, "status") ?? "")?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

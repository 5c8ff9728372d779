import { setTimeout as pause } from "node:timers/promises";

const POLL_MILLISECONDS = 100;

/** Whether a process of this machine exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user exists, too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Waits for a process to end; whether it did within `milliseconds`. */
export async function endsWithin(pid: number, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += POLL_MILLISECONDS) {
    if (!isAlive(pid)) return true;
    await pause(POLL_MILLISECONDS);
  }
  return !isAlive(pid);
}

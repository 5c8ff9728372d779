import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const POLL_MILLISECONDS = 100;

/** Whether a process of this machine runs. One that has ended and that nobody has collected does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // A process of another user exists, too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Where there is `/proc`: the state follows the command's name, which is in brackets and may hold anything. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
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

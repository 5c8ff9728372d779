import { rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { Home } from "./home";
import { findRunning } from "./running";
import { SandboxError } from "./sandbox-error";

const GRACE_MILLISECONDS = 10_000;
const POLL_MILLISECONDS = 50;

/**
 * Stops the control plane and returns when its process is gone; whether there was one.
 * @throws SandboxError when the process may not be signalled or survives.
 */
export async function stop(home: Home): Promise<boolean> {
  const running = await findRunning(home);
  if (running) {
    // The id is trustworthy: the process itself has just given it.
    process.kill(running.pid, "SIGTERM");
    if (!(await ends(running.pid))) process.kill(running.pid, "SIGKILL");
    if (!(await ends(running.pid))) {
      throw new SandboxError("will-not-stop", `The control plane (process ${running.pid}) does not stop.`);
    }
  }
  rmSync(home.announcement, { force: true });
  return running !== undefined;
}

async function ends(pid: number): Promise<boolean> {
  for (let waited = 0; waited < GRACE_MILLISECONDS; waited += POLL_MILLISECONDS) {
    if (!isAlive(pid)) return true;
    await pause(POLL_MILLISECONDS);
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

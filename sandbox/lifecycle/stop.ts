import { rmSync } from "node:fs";
import type { Home } from "./home";
import { endsWithin } from "./processes";
import { findRunning } from "./running";
import { SandboxError } from "./sandbox-error";

const GRACE_MILLISECONDS = 10_000;

/**
 * Stops the control plane and returns when its process is gone; whether there was one.
 * @throws SandboxError when the process may not be signalled or survives.
 */
export async function stop(home: Home): Promise<boolean> {
  const running = await findRunning(home);
  if (running) {
    // The id is trustworthy: the process itself has just given it.
    process.kill(running.pid, "SIGTERM");
    if (!(await endsWithin(running.pid, GRACE_MILLISECONDS))) process.kill(running.pid, "SIGKILL");
    if (!(await endsWithin(running.pid, GRACE_MILLISECONDS))) {
      throw new SandboxError("will-not-stop", `The control plane (process ${running.pid}) does not stop.`);
    }
  }
  rmSync(home.announcement, { force: true });
  return running !== undefined;
}

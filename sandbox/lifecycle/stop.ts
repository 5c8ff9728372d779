import { rmSync } from "node:fs";
import { UntrustedFileError } from "../control-plane/trusted-file";
import type { Home } from "./home";
import { endsWithin } from "./processes";
import { announcedProcess, findRunning, SilentError } from "./running";
import { SandboxError } from "./sandbox-error";

const GRACE_MILLISECONDS = 10_000;
/** One that answers nobody is not likely to hear a signal. */
const SILENT_GRACE_MILLISECONDS = 3000;

/**
 * Stops the control plane, one that does not answer or cannot be asked too, and returns when its process is gone; whether
 * there was one.
 * @throws SandboxError when the process may not be signalled or survives.
 */
export async function stop(home: Home): Promise<boolean> {
  const found = await findRunning(home).catch((error: unknown) => {
    if (error instanceof SilentError) return error;
    const announced = error instanceof UntrustedFileError ? announcedProcess(home) : undefined;
    if (!announced) throw error;
    return announced;
  });
  // The id is trustworthy: the process has just given it, or it comes with the time at which that process began.
  if (found) await end(found.pid, found instanceof SilentError ? SILENT_GRACE_MILLISECONDS : GRACE_MILLISECONDS);
  rmSync(home.announcement, { recursive: true, force: true });
  return found !== undefined;
}

async function end(pid: number, grace: number): Promise<void> {
  process.kill(pid, "SIGTERM");
  if (await endsWithin(pid, grace)) return;
  process.kill(pid, "SIGKILL");
  if (await endsWithin(pid, GRACE_MILLISECONDS)) return;
  throw new SandboxError("will-not-stop", `The control plane (process ${pid}) does not stop.`);
}

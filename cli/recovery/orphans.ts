import execa from "execa";
import { endsWithin } from "../processes";

const ORDERLY_MILLISECONDS = 30_000;
const KILLED_MILLISECONDS = 5000;

/**
 * Ends engines whose `lakestage` was killed: first in an orderly way, so that they save what they have done. What they
 * had under way is then finished or pending in the stack's state, and nothing changes behind the next run's back.
 */
export async function endOrphans(pids: number[]): Promise<void> {
  await Promise.all(
    pids.filter(isEngine).map(async (pid) => {
      signal(pid, "SIGINT");
      if (await endsWithin(pid, ORDERLY_MILLISECONDS)) return;
      signal(pid, "SIGKILL");
      await endsWithin(pid, KILLED_MILLISECONDS);
    }),
  );
}

/** A process id may have been given to another program since. */
function isEngine(pid: number): boolean {
  const { stdout, failed } = execa.sync("ps", ["-o", "command=", "-p", String(pid)], { reject: false });
  return !failed && stdout.includes("pulumi");
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself between the look and the signal.
  }
}

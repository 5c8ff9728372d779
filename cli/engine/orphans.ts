import execa from "execa";
import { endsWithin } from "../../sandbox/lifecycle";
import type { Terminal } from "../terminal";

const ORDERLY_MILLISECONDS = 30_000;
const KILLED_MILLISECONDS = 5000;

/**
 * Ends engines whose `lakestage` was killed: first in an orderly way, so that they save what they have done. What they
 * had under way is then finished or pending in the stack's state, and nothing changes behind the next run's back.
 */
export async function endOrphans(pids: number[], terminal: Terminal): Promise<void> {
  const engines = pids.filter(isEngine);
  if (engines.length === 0) return;
  terminal.note("An earlier run was killed and its engine still works: it is being stopped first.");
  await Promise.all(
    engines.map(async (pid) => {
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

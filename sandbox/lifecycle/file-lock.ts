import { setTimeout as pause } from "node:timers/promises";
import { lock } from "proper-lockfile";

/** How long a lock stays valid after its holder was last seen, in milliseconds. */
export const LOCK_STALE_AFTER = 10_000;
const ASK_EVERY_MILLISECONDS = 250;

/** Gives a lock back; one that was lost on the way is nobody's business any more. */
export type Release = () => Promise<void>;

/**
 * Takes the lock that is a folder beside `path`, which need not exist; waits while another process has it.
 * @param patience how long, in milliseconds.
 * @param onLost called when somebody deleted or took the lock: it is not held any more. Default: nothing is done.
 * @returns undefined where another process still has it.
 * @throws at once what the file system refuses.
 */
export async function takeLock(
  path: string,
  patience: number,
  onLost: () => void = () => {},
): Promise<Release | undefined> {
  for (let waited = 0; ; waited += ASK_EVERY_MILLISECONDS) {
    try {
      const release = await lock(path, { realpath: false, stale: LOCK_STALE_AFTER, onCompromised: onLost });
      return () => release().catch(() => {});
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
    }
    if (waited >= patience) return undefined;
    await pause(ASK_EVERY_MILLISECONDS);
  }
}

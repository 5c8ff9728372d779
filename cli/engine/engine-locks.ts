import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { isAlive } from "../../sandbox/lifecycle";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";

/** What the engine writes into a lock of its file backend. */
const lockSchema = z.object({ pid: z.int(), hostname: z.string(), timestamp: z.string() });

/**
 * Removes the engine's locks on a stack whose owners are dead processes of this machine.
 * @param directory the folder of the stack's locks.
 * @throws CommandError `busy` when a living process, or another machine, holds one.
 */
export function clearDeadLocks(directory: string, stack: string): void {
  if (!existsSync(directory)) return;
  for (const name of readdirSync(directory).filter((file) => file.endsWith(".json"))) {
    const file = join(directory, name);
    const lock = readLock(file);
    if (lock && (lock.hostname !== hostname() || isAlive(lock.pid))) {
      throw new CommandError(
        `${stack} is locked by a pulumi of process ${lock.pid} on ${lock.hostname} since ${lock.timestamp}. ` +
          `Wait for it to end. If it is gone: lakestage env, then pulumi cancel -s ${stack}`,
        ExitCode.busy,
      );
    }
    rmSync(file, { force: true });
  }
}

/** Undefined for a lock that was cut off while it was written: nobody got as far as holding it. */
function readLock(file: string): z.infer<typeof lockSchema> | undefined {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

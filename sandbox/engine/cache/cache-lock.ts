import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isNativeError } from "node:util/types";
import { lock } from "proper-lockfile";
import { z } from "zod";
import { cacheRefusal } from "./unwritable";

/** How long another run's lock stays valid after that run was last seen, in milliseconds; less where it is known to be dead. */
const LOCK_STALE = 10_000;
const LOCK_STALE_OF_DEAD = 2_000;

const ASK_EVERY = 250;

/** Told when another run has the lock, so that waiting for it can be shown. */
type WhileWaiting = (wait: () => Promise<void>) => Promise<void>;

/**
 * Lets one run at a time change the cache; a second one waits, then finds the work done.
 *
 * @throws ToolchainError `cache-unwritable`, `no-space`
 */
export async function withCacheLock<Result>(
  cacheDirectory: string,
  work: () => Promise<Result>,
  whileWaiting: WhileWaiting = (wait) => wait(),
): Promise<Result> {
  const directory = join(cacheDirectory, "engine");
  try {
    mkdirSync(directory, { recursive: true });
    const release = (await take(directory)) ?? (await waitFor(directory, whileWaiting));
    try {
      removeLeftovers(directory);
      return await work();
    } finally {
      // A lock that was lost on the way cannot be given back.
      await release().catch(() => {});
    }
  } catch (error) {
    throw cacheRefusal(cacheDirectory, error);
  }
}

type Release = () => Promise<void>;

async function take(directory: string): Promise<Release | undefined> {
  try {
    const release = await lock(directory, {
      stale: isHolderDead(directory) ? LOCK_STALE_OF_DEAD : LOCK_STALE,
      // A machine that slept lets its lock go stale. An entry appears whole or not at all, whoever makes it.
      onCompromised: () => {},
    });
    writeFileSync(holderFile(directory), JSON.stringify({ host: hostname(), pid: process.pid }));
    return release;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ELOCKED") return undefined;
    throw error;
  }
}

async function waitFor(directory: string, whileWaiting: WhileWaiting): Promise<Release> {
  let release: Release | undefined;
  await whileWaiting(async () => {
    while (release === undefined) {
      await pause(ASK_EVERY);
      release = await take(directory);
    }
  });
  if (release === undefined) throw new Error("the wait for the cache's lock ended without it");
  return release;
}

/** Other machines may share the cache; of their processes nothing is known. */
function isHolderDead(directory: string): boolean {
  try {
    const { host, pid } = holderSchema.parse(JSON.parse(readFileSync(holderFile(directory), "utf8")));
    if (host !== hostname()) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return isNativeError(error) && (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

const holderSchema = z.object({ host: z.string(), pid: z.int().positive() });

const holderFile = (directory: string): string => `${directory}.holder.json`;

/** Under the lock no build is under way, so what looks like one was left by a killed run. */
function removeLeftovers(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (name.includes(".partial-")) rmSync(join(directory, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import { ENGINE_DIRECTORY } from "./pinned-versions";

/** What is kept of earlier builds and downloads. Paths are given whether or not anything is there yet. */
export interface EngineCache {
  readonly directory: string;
  readonly cli: CacheEntry;
  readonly provider: CacheEntry;
  /** A `PULUMI_HOME` of our own that holds official downloads. */
  readonly official: string;
}

export interface CacheEntry {
  readonly directory: string;
  readonly present: boolean;
}

/** Changes when the way of building does, so that old entries are not used. */
const RECIPE = "1";

/** How long another run's lock stays valid after that run has died, in milliseconds. */
const LOCK_STALE = 20_000;

/** Entries are named by a hash of all that decides what the build makes: sources, lock files, Go and the platform. */
export function engineCache(directory: string, goVersion: string | undefined): EngineCache {
  return {
    directory,
    cli: entry(directory, "pulumi", cacheKey(join(ENGINE_DIRECTORY, "cli"), goVersion)),
    provider: entry(directory, "databricks", cacheKey(join(ENGINE_DIRECTORY, "provider"), goVersion)),
    official: join(directory, "engine", "official"),
  };
}

/** Hashes a Go module's own files. The order of files on disk plays no part. */
export function cacheKey(moduleDirectory: string, goVersion: string | undefined): string {
  const hash = createHash("sha256").update([RECIPE, goVersion, process.platform, process.arch].join("\0"));
  for (const file of readdirSync(moduleDirectory, { recursive: true, encoding: "utf8" }).sort()) {
    if (!/\.go$|^go\.(mod|sum)$/.test(file)) continue;
    hash.update(`\0${file}\0`).update(readFileSync(join(moduleDirectory, file)));
  }
  return hash.digest("hex").slice(0, 16);
}

function entry(directory: string, name: string, key: string): CacheEntry {
  const path = join(directory, "engine", `${name}-${key}`);
  return { directory: path, present: existsSync(path) };
}

/**
 * Makes a cache entry: `build` fills an empty folder beside it, which then takes the entry's name in one step. A folder
 * with that name is therefore whole, and a killed build leaves nothing that looks like one.
 */
export async function fillEntry(target: CacheEntry, build: (directory: string) => Promise<void>): Promise<void> {
  const scratch = mkdtempSync(`${target.directory}.partial-`);
  try {
    await build(scratch);
    renameSync(scratch, target.directory);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Lets one run at a time change the cache; a second one waits, then finds the work done. */
export async function withCacheLock<Result>(cache: EngineCache, work: () => Promise<Result>): Promise<Result> {
  const directory = join(cache.directory, "engine");
  mkdirSync(directory, { recursive: true });
  const release = await lock(directory, {
    stale: LOCK_STALE,
    // Longer than any build takes: the other run either ends or dies, and its lock becomes stale.
    retries: { forever: true, minTimeout: 500, maxTimeout: 2_000 },
  });
  try {
    removeLeftovers(directory);
    return await work();
  } finally {
    await release();
  }
}

/** Under the lock no build is under way, so what looks like one was left by a killed run. */
function removeLeftovers(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (name.includes(".partial-")) rmSync(join(directory, name), { recursive: true, force: true });
  }
}

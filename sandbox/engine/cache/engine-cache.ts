import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { databricksVersion, ENGINE_DIRECTORY, pinnedPulumi } from "../pinned-versions";
import { faultInFull, faultOf, readRecord, recordOf } from "./entry-record";

/** What is kept of earlier builds and downloads. Paths are given whether or not anything is there yet. */
export interface EngineCache {
  readonly directory: string;
  readonly pulumi: PartEntries;
  readonly databricks: PartEntries;
}

/** The Pulumi CLI, or the Databricks provider, by where it came from. */
export interface PartEntries {
  readonly downloaded: CacheEntry;
  readonly built: CacheEntry;
}

export interface CacheEntry {
  readonly directory: string;
}

/** An entry as it was found. `unknown`: it is there, and nothing says what it should be. */
export type EntryState =
  | { readonly is: "absent" | "unknown" }
  | { readonly is: "whole"; readonly origin: string }
  | { readonly is: "damaged"; readonly fault: string };

/** Changes when the way of building does, so that old entries are not used. */
const RECIPE = "1";

/**
 * Built entries are named by a hash of all that decides what the build makes: sources, lock files, Go and the platform;
 * downloaded ones by version and platform.
 */
export function engineCache(directory: string, goVersion: string | undefined): EngineCache {
  const built = (name: string, module: string): CacheEntry =>
    entry(directory, `${name}-${cacheKey(join(ENGINE_DIRECTORY, module), goVersion)}`);
  const downloaded = (name: string, version: string): CacheEntry =>
    entry(directory, `${name}-v${version}-${process.platform}-${process.arch}`);
  return {
    directory,
    pulumi: { built: built("pulumi", "cli"), downloaded: downloaded("pulumi", pinnedPulumi()) },
    databricks: { built: built("databricks", "provider"), downloaded: downloaded("databricks", databricksVersion()) },
  };
}

export function entry(cacheDirectory: string, name: string): CacheEntry {
  return { directory: join(cacheDirectory, "engine", name) };
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

/** Looks at an entry as at every start: by sizes, permissions and samples of what it holds. */
export function stateOf({ directory }: CacheEntry): EntryState {
  if (!existsSync(directory)) return { is: "absent" };
  const record = readRecord(recordFile(directory));
  if (record === undefined) return { is: "unknown" };
  const fault = faultOf(directory, record);
  return fault === undefined ? { is: "whole", origin: record.origin } : { is: "damaged", fault };
}

/** Reads all that an entry holds, for when something about it is suspicious. */
export async function stateInFull(entry: CacheEntry): Promise<EntryState> {
  const state = stateOf(entry);
  const record = readRecord(recordFile(entry.directory));
  if (state.is !== "whole" || record === undefined) return state;
  const fault = await faultInFull(entry.directory, record);
  return fault === undefined ? state : { is: "damaged", fault };
}

/**
 * Makes a cache entry: `build` fills an empty folder beside it and says where it comes from; the folder then takes the
 * entry's name in one step. A folder with a name and a record is therefore whole, and a build that fails, or whose process
 * ends, leaves nothing that looks like one.
 */
export async function fillEntry(target: CacheEntry, build: (directory: string) => Promise<string>): Promise<void> {
  const scratch = mkdtempSync(`${target.directory}.partial-`);
  const discard = (): void => removeTree(scratch);
  process.once("exit", discard);
  try {
    const origin = await build(scratch);
    const record = await recordOf(scratch, origin);
    rmSync(target.directory, { recursive: true, force: true });
    writeRecord(target, record);
    renameSync(scratch, target.directory);
  } finally {
    process.off("exit", discard);
    discard();
  }
}

/** Records an entry that has none and that was seen to work; where the cache cannot be written it stays unknown. */
export async function adoptEntry(target: CacheEntry, origin: string): Promise<void> {
  const record = await recordOf(target.directory, origin);
  try {
    writeRecord(target, record);
  } catch {
    // It is looked at again at the next start.
  }
}

function writeRecord({ directory }: CacheEntry, record: object): void {
  const fresh = `${recordFile(directory)}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify(record));
  renameSync(fresh, recordFile(directory));
}

/** What is left of it, another process still writing there, is removed by the next run. */
function removeTree(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // It bears the name of something unfinished.
  }
}

/** Beside the entry, since what lies in a provider's entry is linked into the engine's home. */
const recordFile = (directory: string): string => `${directory}.json`;

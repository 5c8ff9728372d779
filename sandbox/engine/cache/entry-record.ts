import { createHash } from "node:crypto";
import { closeSync, createReadStream, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";

const recordSchema = z.object({
  /** Where it comes from, in words: `built from its Go modules`, or an address with the checksum that was verified. */
  origin: z.string(),
  files: z.array(
    z.object({
      name: z.string(),
      size: z.int(),
      executable: z.boolean(),
      /** Of blocks spread over the file: cheap enough for every start. */
      sample: z.string(),
      sha256: z.string(),
    }),
  ),
});

/** What an entry of the cache was when it was made: the measure by which it is judged whenever it is used. */
export type EntryRecord = z.infer<typeof recordSchema>;

const BLOCKS = 64;
const BLOCK_BYTES = 4096;

/** Reads every file of a new entry. */
export async function recordOf(directory: string, origin: string): Promise<EntryRecord> {
  const files = readdirSync(directory)
    .sort()
    .map(async (name) => {
      const path = join(directory, name);
      return { name, ...outside(path), sample: sampleOf(path), sha256: await sha256Of(path) };
    });
  return { origin, files: await Promise.all(files) };
}

/** The record beside an entry; undefined where there is none that can be read. */
export function readRecord(file: string): EntryRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/**
 * What is wrong with an entry, as far as sizes, permissions and samples tell: a file that is missing, cut off, replaced, or
 * left as zeros by a crash. Costs some milliseconds. Undefined where nothing is.
 */
export function faultOf(directory: string, { files }: EntryRecord): string | undefined {
  for (const { name, size, executable, sample } of files) {
    const path = join(directory, name);
    const found = outsideIfThere(path);
    if (found === undefined) return `${name} is missing`;
    if (found.size !== size) return `${name} has ${found.size} bytes instead of ${size}`;
    if (executable && !found.executable) return `${name} cannot be executed`;
    if (sampleOf(path) !== sample) return `${name} is not what it was`;
  }
  return undefined;
}

/** The same by reading everything: about a second. */
export async function faultInFull(directory: string, record: EntryRecord): Promise<string | undefined> {
  const outer = faultOf(directory, record);
  if (outer !== undefined) return outer;
  for (const { name, sha256 } of record.files) {
    if ((await sha256Of(join(directory, name))) !== sha256) return `${name} is not what it was`;
  }
  return undefined;
}

function outside(path: string): { size: number; executable: boolean } {
  const { size, mode } = statSync(path);
  return { size, executable: (mode & 0o100) !== 0 };
}

function outsideIfThere(path: string): ReturnType<typeof outside> | undefined {
  try {
    return outside(path);
  } catch {
    return undefined;
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

function sampleOf(path: string): string {
  const hash = createHash("sha256");
  const block = Buffer.alloc(BLOCK_BYTES);
  const file = openSync(path, "r");
  try {
    const last = Math.max(0, statSync(path).size - BLOCK_BYTES);
    for (let number = 0; number < BLOCKS; number++) {
      const read = readSync(file, block, 0, BLOCK_BYTES, Math.round((last * number) / (BLOCKS - 1)));
      hash.update(block.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest("hex").slice(0, 32);
}

import { createWriteStream, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { DownloadFailure } from "./download-failure";
import type { Answer, HttpSource } from "./http-source";
import type { Patience } from "./patience";

/** Told of the bytes that are there, and of how many there will be where the server says so. */
export type OnBytes = (done: number, total: number | undefined) => void;

/** More than any release has: a server that never ends must not fill the disk. */
const MOST_BYTES = 1_000_000_000;

/** How often in a row a download goes on without having got further by a megabyte. */
const ATTEMPTS = 4;
const FURTHER = 1_000_000;

/** What a partial file is a part of: its rest is asked for on the condition that this is still so. */
const partSchema = z.object({ path: z.string(), validator: z.string(), total: z.int().optional() });

type Part = z.infer<typeof partSchema>;

/** Removes a file that was downloaded, or a part of it. */
export function forget(file: string): void {
  rmSync(file, { force: true });
  rmSync(partFile(file), { force: true });
}

/**
 * Downloads a file, going on where an earlier attempt, or an earlier process, left a part of it.
 * @param path below the source's base.
 * @param file where it is put. What is there when it fails, or when the process ends, is a part to go on from.
 * @throws DownloadFailure when it cannot be had; errors of the file system as they are.
 */
export async function download(
  source: HttpSource,
  path: string,
  file: string,
  patience: Patience,
  onBytes: OnBytes,
): Promise<void> {
  let reached = false;
  for (let attempt = 1; ; attempt++) {
    const before = sizeOf(file);
    try {
      await continueDownload(source, path, file, onBytes);
      return;
    } catch (error) {
      if (!(error instanceof DownloadFailure)) throw error;
      reached ||= error.problem !== "unreachable";
      if (sizeOf(file) > before + FURTHER) attempt = 1;
      if (!mayPass(error) || !reached || attempt >= ATTEMPTS) throw error;
    }
    await pause(patience.pause * 2 ** (attempt - 1));
  }
}

/** Whether the same may succeed at another time, so that a part is worth keeping. */
export const mayPass = ({ problem }: DownloadFailure): boolean =>
  problem === "broken-off" || problem === "unreachable" || problem === "refused";

async function continueDownload(source: HttpSource, path: string, file: string, onBytes: OnBytes): Promise<void> {
  const part = partOf(file, path);
  const has = part === undefined ? 0 : sizeOf(file);
  if (part !== undefined && part.total === has) return onBytes(has, has);
  const condition = part && has > 0 ? { range: `bytes=${has}-`, "if-range": part.validator } : undefined;
  const answer = await source.open(path, condition);
  try {
    const goesOn = condition !== undefined && answer.status === 206 && startOf(answer) === has;
    if (!goesOn) requireWhole(answer, file);
    const total = goesOn ? part?.total : lengthOf(answer);
    if (!goesOn) begin(file, { path, validator: validatorOf(answer), total });
    await write(answer, file, goesOn ? has : 0, total, onBytes);
  } finally {
    answer.discard();
  }
}

/** @throws DownloadFailure unless the answer is the whole file. */
function requireWhole({ status, headers, address }: Answer, file: string): void {
  if (status === 416 || status === 206) {
    // The part is none of what is there now.
    rmSync(partFile(file), { force: true });
    throw new DownloadFailure("broken-off", `${address} is not what it was`);
  }
  if (status === 404 || status === 410) throw new DownloadFailure("not-there", `${address} does not exist (${status})`);
  if (status === 408 || status === 429 || status >= 500) {
    throw new DownloadFailure("refused", `${address} answers ${status}`);
  }
  if (status !== 200) throw new DownloadFailure("not-there", `${address} is not given out (${status})`);
  if (/html/i.test(headers["content-type"] ?? "")) {
    throw new DownloadFailure("not-a-release", `${address} is answered with a web page, as where one has to sign in`);
  }
}

function begin(
  file: string,
  { validator, ...part }: Omit<Part, "validator"> & { validator: string | undefined },
): void {
  if (validator === undefined) rmSync(partFile(file), { force: true });
  else writeFileSync(partFile(file), JSON.stringify({ validator, ...part }));
}

async function write(
  answer: Answer,
  file: string,
  from: number,
  total: number | undefined,
  onBytes: OnBytes,
): Promise<void> {
  let done = from;
  onBytes(done, total);
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const bytes of answer.body) {
      done += bytes.length;
      if (done > MOST_BYTES) throw new DownloadFailure("not-a-release", `${answer.address} does not end`);
      onBytes(done, total);
      yield bytes;
    }
  };
  await pipeline(counted, createWriteStream(file, { flags: from > 0 ? "a" : "w" }));
  if (total !== undefined && done < total) {
    throw new DownloadFailure("broken-off", `${answer.address} ended after ${done} of ${total} bytes`);
  }
}

/** Only a strong validator says that bytes are the same. */
function validatorOf({ headers }: Answer): string | undefined {
  const { etag, "last-modified": lastModified } = headers;
  return etag !== undefined && !etag.startsWith("W/") ? etag : lastModified;
}

function lengthOf({ headers }: Answer): number | undefined {
  const length = headers["content-length"];
  return length === undefined ? undefined : Number(length);
}

function startOf({ headers }: Answer): number | undefined {
  const start = /^bytes (\d+)-/.exec(headers["content-range"] ?? "")?.[1];
  return start === undefined ? undefined : Number(start);
}

function partOf(file: string, path: string): Part | undefined {
  try {
    const part = partSchema.parse(JSON.parse(readFileSync(partFile(file), "utf8")));
    return part.path === path ? part : undefined;
  } catch {
    return undefined;
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

const partFile = (file: string): string => `${file}.part.json`;

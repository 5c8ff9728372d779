import { closeSync, mkdirSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { ownProgramVersion } from "../program-version";
import type { LongSteps } from "../progress/long-steps";
import { type Checksum, checksumIn, matches } from "./checksum-list";
import { DownloadFailure } from "./download-failure";
import { HttpSource } from "./http-source";
import type { Patience } from "./patience";
import type { Release } from "./releases";
import { releasesOrigin } from "./releases-address";
import { download, forget, mayPass } from "./resumable-download";
import { unpack } from "./unpack";

export interface DownloadContext {
  readonly cacheDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly steps: LongSteps;
  readonly patience: Patience;
}

/** More than any list of checksums has. */
const MOST_BYTES = 1_000_000;

/** A bad moment may spoil a download; twice is no accident. */
const DOWNLOADS = 2;

/**
 * Downloads a release, verifies it against the checksum that its publisher lists, and unpacks it.
 * @returns where it came from, and what was verified.
 * @throws DownloadFailure when there is no way to it; ToolchainError for a wrong setting.
 */
export async function fetchRelease(context: DownloadContext, release: Release, directory: string): Promise<string> {
  const downloads = join(context.cacheDirectory, "engine", "downloads");
  mkdirSync(downloads, { recursive: true });
  const source = new HttpSource(releasesOrigin(context.environment), context.environment, context.patience);
  try {
    return await fetchFrom(source, context, release, { downloads, directory });
  } finally {
    await source.close();
  }
}

async function fetchFrom(
  source: HttpSource,
  context: DownloadContext,
  release: Release,
  { downloads, directory }: { downloads: string; directory: string },
): Promise<string> {
  const { checksum, from } = await publishedChecksum(context, source, release, downloads);
  const file = join(downloads, basename(release.archive));
  try {
    for (let number = 1; !(await fetched(context, source, release, file, checksum)); number++) {
      forget(file);
      if (number < DOWNLOADS) continue;
      const name = basename(file);
      throw new DownloadFailure("wrong-checksum", `${name} is not what ${from} lists (${checksum.algorithm})`);
    }
    await unpack(file, release, directory);
    await requireThatItRuns(release, directory);
  } catch (error) {
    // A part is worth keeping where the network failed, and nowhere else.
    if (!(error instanceof DownloadFailure) || !mayPass(error)) forget(file);
    throw error;
  }
  forget(file);
  return `${from}, ${checksum.algorithm} ${checksum.digest}`;
}

async function publishedChecksum(
  { patience }: DownloadContext,
  source: HttpSource,
  { checksums, archive }: Release,
  downloads: string,
): Promise<{ checksum: Checksum; from: string }> {
  const file = join(downloads, basename(checksums));
  forget(file);
  try {
    await download(source, checksums, file, patience, () => {});
    const list = statSync(file).size > MOST_BYTES ? "" : readFileSync(file, "latin1");
    const checksum = checksumIn(list, basename(archive));
    const from = source.addressOf(checksums);
    if (checksum !== undefined) return { checksum, from };
    throw new DownloadFailure("not-there", `${from} lists no checksum of ${basename(archive)}`);
  } finally {
    forget(file);
  }
}

/** Whether the file is there, and is the one that was published. */
async function fetched(
  { steps, patience }: DownloadContext,
  source: HttpSource,
  release: Release,
  file: string,
  checksum: Checksum,
): Promise<boolean> {
  await steps.run({ what: `downloading ${release.what}`, kind: "downloading" }, async (advance) => {
    await download(source, release.archive, file, patience, (done, total) => {
      if (total !== undefined) advance({ fraction: { done, total, unit: "bytes" } });
    });
  });
  if (await matches(file, checksum)) return true;
  if (isArchive(file)) return false;
  throw new DownloadFailure("not-a-release", `what comes as ${basename(file)} is no archive`);
}

/** Archives are compressed with gzip, which begins with the same two bytes. */
function isArchive(path: string): boolean {
  const start = Buffer.alloc(2);
  const file = openSync(path, "r");
  try {
    readSync(file, start, 0, 2, 0);
  } finally {
    closeSync(file);
  }
  return start.equals(Buffer.from([0x1f, 0x8b]));
}

/** Published for this platform or not, it may lack something here, such as another C library. */
async function requireThatItRuns({ program, what }: Release, directory: string): Promise<void> {
  const { version, instead } = await ownProgramVersion(join(directory, program.name), program.parameters);
  if (version === program.version) return;
  throw new DownloadFailure("unusable", `${what} does not run here: ${instead ?? `it says that it is ${version}`}`);
}

import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import pLimit from "p-limit";
import { z } from "zod";
import { DownloadFailure } from "../../engine/download/download-failure";
import { HttpSource } from "../../engine/download/http-source";
import type { Origin } from "../../engine/download/origin";
import { download, forget } from "../../engine/download/resumable-download";
import { DataServerError } from "./data-server-error";

const lockSchema = z.object({
  jars: z.array(z.object({ path: z.string(), size: z.int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
});

/** A jar of Spark's or Delta's, by its place in a Maven repository. */
export type Jar = z.infer<typeof lockSchema>["jars"][number];

const MAVEN_CENTRAL = "https://repo1.maven.org/maven2";
/** Small files, most of them: one after the other would mostly be waiting. */
const AT_ONCE = 6;
const PATIENCE = { answer: 15_000, bytes: 30_000, pause: 500 };

/** What the data server is made of. */
export function lockedJars(): Jar[] {
  return lockSchema.parse(JSON.parse(readFileSync(join(__dirname, "jars.lock.json"), "utf8"))).jars;
}

/** Told of the bytes that are there, and of how many it will be. */
export type OnProgress = (done: number, total: number) => void;

/** Those that are not in `directory`, or not whole. */
export const missingJars = (directory: string): Jar[] =>
  lockedJars().filter((jar) => statSync(fileOf(directory, jar), { throwIfNoEntry: false })?.size !== jar.size);

export const fileOf = (directory: string, { path }: Pick<Jar, "path">): string => join(directory, basename(path));

/**
 * Makes every jar present in `directory`. What is there stays; what was begun goes on; nothing appears under its name
 * that is not what the lock file says.
 * @throws DataServerError `download`
 */
export async function fetchJars(
  directory: string,
  environment: NodeJS.ProcessEnv,
  onProgress: OnProgress,
): Promise<void> {
  const missing = missingJars(directory);
  if (missing.length === 0) return;
  mkdirSync(directory, { recursive: true });
  const source = new HttpSource(origin(environment), environment, PATIENCE);
  const total = missing.reduce((sum, { size }) => sum + size, 0);
  const done = new Map<string, number>();
  const limit = pLimit(AT_ONCE);
  const fetchOne = async (jar: Jar): Promise<void> => {
    await fetchJar(source, jar, fileOf(directory, jar), (bytes) => {
      done.set(jar.path, bytes);
      onProgress(
        [...done.values()].reduce((sum, each) => sum + each, 0),
        total,
      );
    });
  };
  try {
    await Promise.all(missing.map((jar) => limit(() => fetchOne(jar))));
  } catch (error) {
    limit.clearQueue();
    if (!(error instanceof DownloadFailure)) throw error;
    throw new DataServerError(
      "download",
      `Spark and Delta cannot be downloaded: ${error.message}. Set LAKESTAGE_MAVEN_MIRROR to a mirror of ${MAVEN_CENTRAL}, ` +
        "or http_proxy and https_proxy, and run this again: it goes on where it was.",
    );
  } finally {
    await source.close();
  }
}

async function fetchJar(source: HttpSource, jar: Jar, file: string, onBytes: (bytes: number) => void): Promise<void> {
  const part = `${file}.part`;
  await download(source, jar.path, part, PATIENCE, onBytes);
  if ((await sha256Of(part)) !== jar.sha256) {
    forget(part);
    throw new DownloadFailure("wrong-checksum", `${source.addressOf(jar.path)} is not what jars.lock.json lists`);
  }
  if (existsSync(`${part}.part.json`)) forget(`${part}.part.json`);
  renameSync(part, file);
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

function origin(environment: NodeJS.ProcessEnv): Origin {
  return {
    setting: (environment.LAKESTAGE_MAVEN_MIRROR || MAVEN_CENTRAL).trim(),
    variable: "LAKESTAGE_MAVEN_MIRROR",
    official: MAVEN_CENTRAL,
    example: "https://mirror.example/maven2",
  };
}

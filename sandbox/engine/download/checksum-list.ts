import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path/posix";
import { pipeline } from "node:stream/promises";

/** A checksum as it is published. */
export interface Checksum {
  readonly algorithm: "sha512" | "sha256" | "sha1";
  /** In lower-case hexadecimal digits. */
  readonly digest: string;
}

/** By the number of digits: lists do not name their algorithm. Providers of Pulumi's are published with SHA-1. */
const ALGORITHMS: Record<number, Checksum["algorithm"]> = { 128: "sha512", 64: "sha256", 40: "sha1" };

/** Finds a file in a list as `sha256sum` and `shasum` write it; undefined where it is not listed. */
export function checksumIn(list: string, file: string): Checksum | undefined {
  for (const line of list.split(/\r?\n/)) {
    const [, digest, name] = /^([0-9a-f]+) [ *](.+)$/i.exec(line.trim()) ?? [];
    if (digest === undefined || name === undefined || basename(name) !== file) continue;
    const algorithm = ALGORITHMS[digest.length];
    if (algorithm !== undefined) return { algorithm, digest: digest.toLowerCase() };
  }
  return undefined;
}

export async function matches(file: string, { algorithm, digest }: Checksum): Promise<boolean> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex") === digest;
}

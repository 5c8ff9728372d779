import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Where the command's own code is in a checkout. Its packages are those that the lock file names. */
const SOURCES = ["azure", "cli", "databricks", "infra", "policies", "wording"];

/**
 * A digest of the code that runs: other code may come to other results. Where some has changed since the process began,
 * nobody knows which code runs, and the digest is like no other.
 * @param file one of its files. Default: this one. What is compiled is all in one.
 * @param began when the process did, in milliseconds since 1970.
 */
export function codeIdentity(file = __filename, began: number = performance.timeOrigin): string {
  const [folder, parts] = file.endsWith(".ts") ? sourcesAround(file) : [dirname(file), [basename(file)]];
  const hash = createHash("sha256");
  for (const part of parts) {
    const path = join(folder, part);
    if (statSync(path).ctimeMs >= began) hash.update(randomUUID());
    const content = readFileSync(path);
    hash.update(`${part}\0${content.length}\0`).update(content);
  }
  return hash.digest("base64url");
}

/** The checkout that a file of this folder is in, and all that is code there. */
function sourcesAround(file: string): [checkout: string, files: string[]] {
  const checkout = join(dirname(file), "../..");
  const sources = SOURCES.flatMap((folder) =>
    readdirSync(join(checkout, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|json|html)$/.test(name) && !name.endsWith(".test.ts"))
      .map((name) => join(folder, name)),
  );
  return [checkout, ["package-lock.json", ...sources.sort()]];
}

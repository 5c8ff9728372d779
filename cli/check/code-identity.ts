import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the command's code is in a checkout: with its packages, which the lock file names. */
const SOURCES = ["cli", "infra", "policies"];

/** A digest of the code that runs: other code may come to other results. */
export function codeIdentity(): string {
  const hash = createHash("sha256");
  for (const file of __filename.endsWith(".ts") ? sourcesIn(join(__dirname, "../..")) : [__filename]) {
    hash.update(`\0${file}\0`).update(readFileSync(file));
  }
  return hash.digest("base64url");
}

function sourcesIn(checkout: string): string[] {
  const sources = SOURCES.flatMap((folder) =>
    readdirSync(join(checkout, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(ts|json|html)$/.test(file) && !file.endsWith(".test.ts"))
      .sort()
      .map((file) => join(checkout, folder, file)),
  );
  return [join(checkout, "package-lock.json"), ...sources];
}

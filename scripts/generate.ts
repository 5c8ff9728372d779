import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { coveragePage } from "../sandbox/coverage";

/** Writes everything that is committed and generated; a test beside each source compares. */
const files: Record<string, () => string> = {
  "docs/reference/coverage.md": coveragePage,
};

for (const [file, content] of Object.entries(files)) {
  const path = join(__dirname, "..", file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content());
  console.log(`wrote ${file}`);
}

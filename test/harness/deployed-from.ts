import { createHash, type Hash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { resolveToolchain } from "../../sandbox/engine";
import { defaultCacheDirectory } from "../../sandbox/engine/cache/cache-directory";
import { CHECKOUT } from "./estate";

/** At the top of the checkout: what no estate is made of. Whatever is not named here counts. */
const APART = new Set([
  ".ci",
  ".git",
  ".lakestage",
  "bench",
  "docs",
  // Its packages, as they are installed, are looked at apart.
  "node_modules",
  "pipelines",
  "policies",
  "scripts",
  "test",
]);
/** Apart from these, which deploy it. */
const BESIDES = ["test/harness", "node_modules/.package-lock.json"];

const OLD_MILLISECONDS = 24 * 3_600_000;

let folder: Promise<string> | undefined;

/**
 * Where estates lie that were deployed from just these sources, settings, packages and engine, today: some of what is
 * declared follows from the date. Outside the checkout, and for its owner only, as they have their keys beside them. The
 * folders of other days or sources are removed after a day.
 */
export function keptEstates(): Promise<string> {
  folder ??= keptFor();
  return folder;
}

async function keptFor(): Promise<string> {
  const estates = join(defaultCacheDirectory(process.env), "estates");
  const own = join(estates, await key());
  mkdirSync(own, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(estates)) {
    const other = join(estates, name);
    if (other !== own && Date.now() - statSync(other).mtimeMs > OLD_MILLISECONDS) {
      rmSync(other, { recursive: true, force: true });
    }
  }
  return own;
}

async function key(): Promise<string> {
  const { databricksPlugin, pulumi, version } = await resolveToolchain({ onProgress: () => {} });
  const today = new Date().toISOString().slice(0, "2026-01-01".length);
  const engine = [pulumi, version, databricksPlugin.directory, databricksPlugin.version];
  const hash = createHash("sha256").update([today, process.version, ...engine].join("\0"));
  for (const name of readdirSync(CHECKOUT).sort()) if (!APART.has(name)) add(hash, name);
  for (const name of BESIDES) if (existsSync(join(CHECKOUT, name))) add(hash, name);
  return hash.digest("hex").slice(0, 16);
}

/** By its path: what is made of a file depends on where it is. */
function add(hash: Hash, path: string): void {
  const place = join(CHECKOUT, path);
  if (statSync(place).isDirectory()) {
    for (const name of readdirSync(place).sort()) add(hash, join(path, name));
  } else if (!path.endsWith(".test.ts") && !path.endsWith(".md")) {
    hash.update(`\0${path}\0`).update(readFileSync(place));
  }
}

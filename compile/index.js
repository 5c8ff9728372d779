// @ts-check
const { spawnSync } = require("node:child_process");
const path = require("node:path");
const { cacheFolders } = require("./cache-folders");
const { CHECKOUT } = require("./checkout");
const { Chunks } = require("./chunks");
const { ENTRY_POINTS } = require("./entry-points");
const { isCurrent, readManifest } = require("./manifest");

/** Longer than compiling should take: somebody may ask what is going on. */
const PATIENCE_MILLISECONDS = 10_000;

/**
 * What an entry point exports: from compiled code where that is at hand and up to date, else from the sources.
 * @param {string} name
 */
const load = async (name) => loadCompiled(name) ?? (await loadSources(name));

/**
 * What an entry point exports, from code that was compiled of just the sources and packages that there are now.
 * `LAKESTAGE_UNCOMPILED` turns it off.
 * @param {string} name
 * @returns {any} undefined where there is no such code.
 */
function loadCompiled(name) {
  if (process.env.LAKESTAGE_UNCOMPILED) return undefined;
  for (const folder of cacheFolders()) {
    const manifest = readManifest(folder);
    const entryPoint = manifest?.checkout === CHECKOUT ? manifest.entryPoints[name] : undefined;
    if (!manifest || !entryPoint || !isCurrent(folder, manifest, entryPoint)) continue;
    const chunks = new Chunks(folder, manifest.chunks, buildAside);
    const [own] = entryPoint.chunks;
    if (own !== undefined && chunks.areWhole(entryPoint.chunks)) return chunks.load(own);
  }
  return undefined;
}

/**
 * Compiles the checkout, and says so where that takes long.
 * @returns {Promise<boolean>} whether it could be done.
 */
async function compile() {
  if (process.env.LAKESTAGE_UNCOMPILED) return false;
  const reminder = setTimeout(
    () => console.error("Compiling the sources, once for each change of them …"),
    PATIENCE_MILLISECONDS,
  );
  try {
    await require("./build").build();
    return true;
  } catch {
    // The sources run as they are; what is wrong with them, they say best themselves.
    return false;
  } finally {
    clearTimeout(reminder);
  }
}

/** For what is found damaged while it runs, where nothing can be awaited. */
function buildAside() {
  spawnSync(process.execPath, [path.join(__dirname, "build-command.js")], { stdio: "ignore" });
}

/**
 * @param {string} name
 * @returns {Promise<any>}
 */
async function loadSources(name) {
  require("tsx/cjs/api").register();
  // What is imported when it is needed, with `import()`, is the other loader's.
  (await import("tsx/esm/api")).register();
  return require(path.join(CHECKOUT, ENTRY_POINTS[name] ?? ""));
}

module.exports = { compile, load, loadCompiled, loadSources };

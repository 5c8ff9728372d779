// @ts-check
const path = require("node:path");
const esbuild = require("esbuild");
const { CHECKOUT } = require("./checkout");
const { ENTRY_POINTS } = require("./entry-points");
const { rules } = require("./plugins/rules");
const { sources } = require("./plugins/sources");
const { unneeded } = require("./plugins/unneeded");

/** The oldest Node that runs Lakestage, for one result whichever runs it. */
const TARGET = "node20.19";

/** It finds its native code beside itself. */
const NOT_BUNDLED = ["libsql"];

/**
 * An ES module, and its map to the sources.
 * @typedef {{ text: string, map: string }} Module
 */

/**
 * @typedef {object} Bundle
 * @property {Map<string, Module>} modules by names that say what they hold: another content has another name.
 * @property {import("esbuild").Metafile} metafile
 * @property {import("./plugins/sources").Sources} sources
 */

/**
 * Everything that the entry points load, of ours and of packages, in a few modules: what several of them share, and what
 * is imported only when it is needed, is one of its own.
 * @param {string} folder where they will lie.
 * @returns {Promise<Bundle>}
 */
async function bundle(folder) {
  const { plugin, read } = sources();
  const { metafile, outputFiles } = await esbuild.build({
    absWorkingDir: CHECKOUT,
    entryPoints: ENTRY_POINTS,
    outdir: folder,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: TARGET,
    tsconfig: path.join(CHECKOUT, "tsconfig.json"),
    external: NOT_BUNDLED,
    plugins: [unneeded, rules, plugin],
    sourcemap: "external",
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  const texts = new Map(outputFiles.map((file) => [path.basename(file.path), file.text]));
  /** @type {Bundle["modules"]} */
  const modules = new Map();
  for (const [name, text] of texts) {
    const map = texts.get(`${name}.map`);
    if (map !== undefined) modules.set(name, { text, map });
  }
  return { modules, metafile, sources: read };
}

/**
 * A module as what `require` loads: only ES modules are split by esbuild, and Node keeps no code cache of those.
 * @param {string} module its text.
 * @param {string} sourcefile what its map calls the module.
 * @returns {Promise<{ code: string, map: string }>}
 */
const asCommonJs = (module, sourcefile) =>
  esbuild.transform(module, {
    format: "cjs",
    platform: "node",
    target: TARGET,
    supported: { "dynamic-import": false },
    sourcefile,
    sourcemap: "external",
    sourcesContent: false,
  });

module.exports = { asCommonJs, bundle };

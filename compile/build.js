// @ts-check
const fs = require("node:fs");
const path = require("node:path");
const esbuild = require("esbuild");
const { asCommonJs, bundle } = require("./bundle");
const { cacheFolders } = require("./cache-folders");
const { CHECKOUT } = require("./checkout");
const { COMPILING, ENTRY_POINTS } = require("./entry-points");
const { madeFrom, surroundings } = require("./made-from");
const { FORMAT, readManifest, writeManifest } = require("./manifest");
const { sweepAbandoned, sweepReplaced } = require("./sweep");
const { digest, readWhole, replaceFile } = require("./whole-file");

/** @typedef {import("./bundle").Bundle} Bundle */
/** @typedef {import("./made-from").Surroundings} Surroundings */
/** @typedef {import("./manifest").Manifest} Manifest */

/**
 * Compiles the checkout. Two that do it at a time do the same, and each other no harm.
 * @returns {Promise<string>} the folder where the result lies.
 * @throws Error when the sources cannot be compiled, or the result cannot be written anywhere.
 */
async function build() {
  const folder = writableFolder();
  const around = surroundings();
  const before = readManifest(folder);
  const reusable = before && isCompiledAlike(before, around) ? before.chunks : {};
  try {
    const bundled = await bundle(folder);
    const chunks = await Promise.all(
      [...bundled.modules].map(async ([name, module]) => [
        name,
        readWhole(path.join(folder, name), reusable[name])
          ? reusable[name]
          : await writeChunk(path.join(folder, name), module),
      ]),
    );
    const manifest = manifestOf(bundled, around, Object.fromEntries(chunks));
    writeManifest(folder, manifest);
    sweep(folder, manifest, before);
    return folder;
  } finally {
    await esbuild.stop();
  }
}

/**
 * @returns {string}
 * @throws Error
 */
function writableFolder() {
  /** @type {unknown} */
  let why;
  for (const folder of cacheFolders()) {
    try {
      fs.mkdirSync(folder, { recursive: true });
      fs.accessSync(folder, fs.constants.W_OK);
      return folder;
    } catch (error) {
      why = error;
    }
  }
  throw why;
}

/**
 * Whether the same module became the same chunk then.
 * @param {Manifest} before
 * @param {Surroundings} around
 */
const isCompiledAlike = (before, { everywhere }) =>
  everywhere.every(({ path, sha256 }) => before.inputs[path]?.sha256 === sha256);

/**
 * Writes a chunk, with a map from it to the module, and that module's map to the sources.
 * @param {string} file
 * @param {import("./bundle").Module} module
 * @returns {Promise<string>} its SHA-256.
 */
async function writeChunk(file, module) {
  const moduleFile = file.replace(/\.js$/, ".mjs");
  const { code, map } = await asCommonJs(module.text, path.basename(moduleFile));
  replaceFile(`${moduleFile}.map`, module.map);
  replaceFile(`${file}.map`, map);
  replaceFile(file, code);
  return digest(code);
}

/**
 * @param {Bundle} bundled
 * @param {Surroundings} around
 * @param {Manifest["chunks"]} chunks
 * @returns {Manifest}
 */
function manifestOf({ metafile, sources }, around, chunks) {
  /** @type {Manifest} */
  const manifest = { format: FORMAT, checkout: CHECKOUT, inputs: {}, entryPoints: {}, chunks };
  for (const [name, source] of Object.entries(ENTRY_POINTS)) {
    const inputs = madeFrom(source, metafile, sources, around);
    for (const input of inputs) manifest.inputs[input.path] = input;
    manifest.entryPoints[name] = { chunks: chunksAtStart(source, metafile), inputs: inputs.map(({ path }) => path) };
  }
  const compiling = manifest.entryPoints[COMPILING];
  if (compiling) compiling.inputs = Object.keys(manifest.inputs);
  return manifest;
}

/**
 * The names of the chunks that an entry point loads when it starts, its own first.
 * @param {string} source
 * @param {Bundle["metafile"]} metafile
 */
function chunksAtStart(source, { outputs }) {
  const loaded = new Set(Object.keys(outputs).filter((file) => outputs[file]?.entryPoint === source));
  for (const file of loaded) {
    for (const { kind, path: imported } of outputs[file]?.imports ?? []) {
      if (kind === "import-statement" && outputs[imported]) loaded.add(imported);
    }
  }
  return [...loaded].map((file) => path.basename(file));
}

/**
 * @param {string} folder
 * @param {Manifest} now
 * @param {Manifest | undefined} before
 */
function sweep(folder, now, before) {
  try {
    sweepReplaced(folder, now, before);
    sweepAbandoned(path.dirname(folder));
  } catch {
    // Two that sweep at a time find files gone. The next one sweeps again.
  }
}

module.exports = { build };

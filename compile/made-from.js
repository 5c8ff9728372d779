// @ts-check
const fs = require("node:fs");
const path = require("node:path");
const { CHECKOUT } = require("./checkout");
const { listInput, readInput } = require("./inputs");

/** @typedef {import("esbuild").Metafile} Metafile */
/** @typedef {import("./inputs").Input} Input */

/** Which packages there are, in which versions. Their files are not looked at: npm changes them, and then these. */
const PACKAGES = ["package-lock.json", "node_modules/.package-lock.json"];

/** What a bundler looks for in folders of sources. */
const SETTINGS = ["package.json", "tsconfig.json"];

/**
 * What decides, beside the sources, what compiling makes of them.
 * @typedef {object} Surroundings
 * @property {Input[]} everywhere packages, settings, and the code that compiles.
 * @property {Map<string, Input[]>} folders of the checkout: what each lists, as an import may mean a file that is new
 * there, and its settings.
 */

/**
 * To be taken before anything is compiled: what changes meanwhile has then changed since.
 * @returns {Surroundings}
 */
function surroundings() {
  const read = (/** @type {string} */ file) => readInput(file).input;
  const settings = (/** @type {string} */ folder) =>
    SETTINGS.map((name) => path.join(folder, name))
      .filter((file) => fs.existsSync(file))
      .map(read);
  const packages = PACKAGES.map((name) => path.join(CHECKOUT, name));
  return {
    everywhere: [...settings(CHECKOUT), ...[...packages, ...compilersFiles()].map(read)],
    folders: new Map(foldersIn(CHECKOUT).map((folder) => [folder, [listInput(folder), ...settings(folder)]])),
  };
}

const compilersFiles = () =>
  fs
    .readdirSync(__dirname, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .map((name) => path.join(__dirname, name));

/**
 * Those with sources, at any depth.
 * @param {string} parent
 * @returns {string[]}
 */
const foldersIn = (parent) =>
  fs
    .readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules" && !entry.name.startsWith("."))
    .map((entry) => path.join(parent, entry.name))
    .flatMap((folder) => [folder, ...foldersIn(folder)]);

/**
 * All that an entry point's compiled code was made from.
 * @param {string} source of the entry point, relative to the checkout.
 * @param {Metafile} metafile
 * @param {import("./plugins/sources").Sources} sources
 * @param {Surroundings} around
 * @returns {Input[]}
 */
function madeFrom(source, metafile, sources, { everywhere, folders }) {
  const files = reachedFrom(source, metafile).flatMap((file) => sources.get(path.join(CHECKOUT, file)) ?? []);
  const above = new Set(files.flatMap((file) => foldersAbove(file.path)));
  const all = [...everywhere, ...[...above].flatMap((folder) => folders.get(folder) ?? []), ...files];
  return [...new Map(all.map((input) => [input.path, input])).values()];
}

/**
 * Whatever it imports, now or when it is needed, and what those import.
 * @param {string} source
 * @param {Metafile} metafile
 */
function reachedFrom(source, { inputs }) {
  const reached = new Set([source]);
  for (const file of reached) {
    for (const imported of inputs[file]?.imports ?? []) reached.add(imported.path);
  }
  return [...reached];
}

/**
 * `/checkout/cli/commands/up.ts` → `/checkout/cli/commands`, `/checkout/cli`.
 * @param {string} file
 * @returns {string[]}
 */
function foldersAbove(file) {
  const folder = path.dirname(file);
  return folder === CHECKOUT ? [] : [folder, ...foldersAbove(folder)];
}

module.exports = { madeFrom, surroundings };

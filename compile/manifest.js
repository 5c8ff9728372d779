// @ts-check
const fs = require("node:fs");
const path = require("node:path");
const { unchanged } = require("./inputs");
const { digest, replaceFile } = require("./whole-file");

/**
 * What lies in a folder of compiled code, and what it was made from.
 * @typedef {object} Manifest
 * @property {number} format
 * @property {string} checkout whose sources it was made from.
 * @property {Record<string, import("./inputs").Input>} inputs by their paths.
 * @property {Record<string, EntryPoint>} entryPoints by their names.
 * @property {Record<string, string>} chunks SHA-256 of each file of code, by its name.
 */

/**
 * @typedef {object} EntryPoint
 * @property {string[]} chunks what it loads when it starts, its own first; other chunks are loaded when they are needed.
 * @property {string[]} inputs what everything was made from that it may load.
 */

/** Changes when the manifest's shape does. */
const FORMAT = 1;

const manifestFile = (/** @type {string} */ folder) => path.join(folder, "manifest.json");

/**
 * The manifest of a folder, when there is one that is whole, and written by somebody whom this process trusts.
 * @param {string} folder
 * @returns {Manifest | undefined}
 */
function readManifest(folder) {
  try {
    const file = manifestFile(folder);
    const owner = fs.statSync(file).uid;
    if (owner !== 0 && owner !== process.getuid?.()) return undefined;
    const [sha256, text = ""] = fs.readFileSync(file, "utf8").split("\n", 2);
    if (sha256 !== digest(text)) return undefined;
    const manifest = JSON.parse(text);
    return manifest.format === FORMAT ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} folder
 * @param {Manifest} manifest
 */
function writeManifest(folder, manifest) {
  const text = JSON.stringify(manifest);
  replaceFile(manifestFile(folder), `${digest(text)}\n${text}`);
}

/**
 * Whether what an entry point was made from is as it was. Notes what was touched and not changed.
 * @param {string} folder
 * @param {Manifest} manifest
 * @param {EntryPoint} entryPoint
 */
function isCurrent(folder, manifest, entryPoint) {
  let touched = false;
  for (const path of entryPoint.inputs) {
    const before = manifest.inputs[path];
    const now = before && unchanged(before);
    if (!now) return false;
    manifest.inputs[path] = now;
    touched ||= now !== before && now.stat !== undefined;
  }
  if (touched) note(folder, manifest);
  return true;
}

/**
 * @param {string} folder
 * @param {Manifest} manifest
 */
function note(folder, manifest) {
  try {
    writeManifest(folder, manifest);
  } catch {
    // Where nothing can be written, the next start reads the same files again.
  }
}

module.exports = { FORMAT, isCurrent, readManifest, writeManifest };

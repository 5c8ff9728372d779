// @ts-check
const fs = require("node:fs");
const { digest } = require("./whole-file");

/**
 * A file that was read, or a folder that was looked into.
 * @typedef {object} Input
 * @property {string} path
 * @property {string} sha256 of what the file holds, or of what the folder lists.
 * @property {Stat} [stat] as it was before it was read; absent where it may change without that showing.
 */

/**
 * What changes with a file: size, times of change in milliseconds with fractions, its number on the disk. Nobody can
 * set the second time, so that nothing changes unnoticed.
 * @typedef {[size: number, modified: number, changed: number, file: number]} Stat
 */

/** File systems tell times as coarsely as this. */
const COARSEST_CLOCK_MILLISECONDS = 2_000;

/** What a bundler may resolve an import to; other files beside sources come and go. */
const RESOLVABLE = /\.([cm]?[jt]sx?|json)$/;

/**
 * Reads a file, with what tells later whether it is still the same.
 * @param {string} path
 * @returns {{ input: Input, content: Buffer }}
 */
function readInput(path) {
  const stat = settledStat(path);
  const content = fs.readFileSync(path);
  return { input: { path, sha256: digest(content), ...(stat && { stat }) }, content };
}

/**
 * The same for a folder: a file that is added there may be what an import means.
 * @param {string} path
 * @returns {Input}
 */
function listInput(path) {
  const stat = settledStat(path);
  return { path, sha256: digest(listing(path)), ...(stat && { stat }) };
}

/**
 * The input as it is now, when that is what it was; undefined when it is another.
 * @param {Input} input
 * @returns {Input | undefined}
 */
function unchanged(input) {
  const now = fs.statSync(input.path, { throwIfNoEntry: false });
  if (!now) return undefined;
  if (input.stat && sameStat(input.stat, statOf(now))) return input;
  const fresh = now.isDirectory() ? listInput(input.path) : readInput(input.path).input;
  return fresh.sha256 === input.sha256 ? fresh : undefined;
}

/**
 * A file that changed a moment ago may change again at what the file system takes for the same moment: then only its
 * content tells.
 * @param {string} path
 * @returns {Stat | undefined}
 */
function settledStat(path) {
  const stat = statOf(fs.statSync(path));
  const [, modified, changed] = stat;
  return Math.max(modified, changed) + COARSEST_CLOCK_MILLISECONDS < Date.now() ? stat : undefined;
}

/** @type {(stats: fs.Stats) => Stat} */
const statOf = ({ size, mtimeMs, ctimeMs, ino }) => [size, mtimeMs, ctimeMs, ino];

/** @type {(one: Stat, other: Stat) => boolean} */
const sameStat = (one, other) => one.every((value, index) => value === other[index]);

/** @param {string} folder */
function listing(folder) {
  const names = fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith(".") && (entry.isDirectory() || RESOLVABLE.test(entry.name)))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  return names.sort().join("\n");
}

module.exports = { listInput, readInput, unchanged };

// @ts-check
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const v8 = require("node:v8");
const { replaceFile } = require("./whole-file");

/** @typedef {import("node:vm").Script} Script */

/** Before what V8 made, the SHA-256 of it and of the code that it was made from. */
const HASH_BYTES = 32;

/** V8 takes back what it made only with the same version, the same flags and the same processor. */
const MADE_FOR = `${process.version}-${process.arch}-${v8.cachedDataVersionTag().toString(16)}`;

const cacheFile = (/** @type {string} */ chunk) => `${chunk}.${MADE_FOR}.cache`;

/**
 * What V8 made of a chunk in an earlier process; undefined where there is none, or none that is whole.
 * @param {string} chunk
 * @param {string} sha256 of the chunk.
 * @returns {Buffer | undefined}
 */
function cachedCode(chunk, sha256) {
  try {
    const file = fs.readFileSync(cacheFile(chunk));
    const code = file.subarray(HASH_BYTES);
    return hashOf(code, sha256).equals(file.subarray(0, HASH_BYTES)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** @type {{ chunk: string, sha256: string, script: Script }[]} */
const kept = [];

/**
 * Keeps what V8 makes of a chunk for later processes. At the end of this one the functions that it called are part of it.
 * @param {string} chunk
 * @param {string} sha256 of the chunk.
 * @param {Script} script
 */
function keepCodeAtExit(chunk, sha256, script) {
  if (kept.push({ chunk, sha256, script }) === 1) process.once("exit", () => kept.forEach(keepCode));
}

/** @type {(made: { chunk: string, sha256: string, script: Script }) => void} */
function keepCode({ chunk, sha256, script }) {
  const code = script.createCachedData();
  try {
    replaceFile(cacheFile(chunk), Buffer.concat([hashOf(code, sha256), code]));
  } catch {
    // It can be done without.
  }
}

/** @type {(code: Buffer, chunk: string) => Buffer} */
const hashOf = (code, chunk) => createHash("sha256").update(chunk).update(code).digest();

module.exports = { cachedCode, keepCodeAtExit };

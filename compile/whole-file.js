// @ts-check
const { createHash, randomUUID } = require("node:crypto");
const fs = require("node:fs");

/** SHA-256. Where the processor helps it takes less time than reading the file. */
const digest = (/** @type {string | Buffer} */ content) => createHash("sha256").update(content).digest("hex");

/**
 * What a file holds, if that is what was written there; undefined for one that is absent, cut off or somebody else's.
 * @param {string} file
 * @param {string | undefined} sha256
 * @returns {Buffer | undefined}
 */
function readWhole(file, sha256) {
  try {
    const content = fs.readFileSync(file);
    return digest(content) === sha256 ? content : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes a file in one step: whoever reads it meanwhile, or after a kill, has the old one or the new one.
 * @param {string} file
 * @param {string | Uint8Array} content
 */
function replaceFile(file, content) {
  // Not by the process's id: several threads of one may write the same.
  const unfinished = `${file}.${randomUUID()}.new`;
  fs.writeFileSync(unfinished, content);
  fs.renameSync(unfinished, file);
}

module.exports = { digest, readWhole, replaceFile };

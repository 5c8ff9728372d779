// @ts-check
const fs = require("node:fs");
const path = require("node:path");
const { readManifest } = require("./manifest");

/** @typedef {import("./manifest").Manifest} Manifest */

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** After it was replaced: a command that still runs may load more of it. */
const KEPT_REPLACED = DAY_MILLISECONDS;

/** After it was last compiled: a checkout may lie on a disk that is not there today. */
const KEPT_ABANDONED = 30 * DAY_MILLISECONDS;

/** As `cacheFolders` names them. */
const FOLDER_NAME = /^[0-9a-f]{16}$/;

/**
 * Removes what was replaced a while ago, and what a kill left unfinished.
 * @param {string} folder
 * @param {Manifest} now
 * @param {Manifest | undefined} before
 */
function sweepReplaced(folder, now, before) {
  for (const name of fs.readdirSync(folder)) {
    const [, chunk] = /^(.+-[0-9A-Z]{8})\..*(?<!\.new)$/.exec(name) ?? [];
    const isOf = (/** @type {Manifest | undefined} */ manifest) => manifest?.chunks[`${chunk}.js`] !== undefined;
    if (name === "manifest.json" || isOf(now)) continue;
    const file = path.join(folder, name);
    if (isOf(before)) fs.utimesSync(file, new Date(), new Date());
    else if (isOlder(file, KEPT_REPLACED)) fs.rmSync(file, { recursive: true, force: true });
  }
}

/**
 * Removes what was compiled of checkouts that are gone.
 * @param {string} folders one for each checkout.
 */
function sweepAbandoned(folders) {
  for (const name of fs.readdirSync(folders)) {
    if (!FOLDER_NAME.test(name)) continue;
    const folder = path.join(folders, name);
    const checkout = readManifest(folder)?.checkout;
    if (checkout !== undefined && fs.existsSync(checkout)) continue;
    if (isOlder(folder, KEPT_ABANDONED)) fs.rmSync(folder, { recursive: true, force: true });
  }
}

const isOlder = (/** @type {string} */ file, /** @type {number} */ milliseconds) =>
  fs.statSync(file).mtimeMs < Date.now() - milliseconds;

module.exports = { sweepAbandoned, sweepReplaced };

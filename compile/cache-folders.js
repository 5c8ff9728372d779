// @ts-check
const path = require("node:path");
const { CHECKOUT } = require("./checkout");
const { digest } = require("./whole-file");

/**
 * Where compiled code of this checkout may lie, the best place first: the user's cache, `LAKESTAGE_CACHE` or that of the
 * system; then beside the packages, for whoever has no home to write to.
 * @returns {string[]}
 */
const cacheFolders = () =>
  [...userCache(), path.join(CHECKOUT, "node_modules/.cache/lakestage")].map((cache) =>
    path.join(cache, "compiled", digest(CHECKOUT).slice(0, 16)),
  );

/**
 * As the engine's cache has it (sandbox/engine/cache/engine-cache.ts); none for a user without a home.
 * @returns {string[]}
 */
function userCache() {
  const chosen = process.env.LAKESTAGE_CACHE;
  if (chosen) return [path.resolve(chosen)];
  try {
    return [require("env-paths")("lakestage", { suffix: "" }).cache];
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ERR_SYSTEM_ERROR") throw error;
    return [];
  }
}

module.exports = { cacheFolders };

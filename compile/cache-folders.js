// @ts-check
const path = require("node:path");
const { CHECKOUT } = require("./checkout");
const { digest } = require("./whole-file");

/**
 * Where compiled code of this checkout may lie, the best place first: the user's cache, then beside the packages, for
 * whoever has no home to write to.
 * @returns {string[]}
 */
const cacheFolders = () =>
  [...userCache(), path.join(CHECKOUT, "node_modules/.cache/lakestage")].map((cache) =>
    path.join(cache, "compiled", digest(CHECKOUT).slice(0, 16)),
  );

/**
 * `LAKESTAGE_CACHE`, or that of the system, as the engine's cache has it (sandbox/engine/cache/cache-directory.ts).
 * @returns {string[]} none where there is no home, or the package that knows where it is has yet to be installed.
 */
function userCache() {
  const chosen = process.env.LAKESTAGE_CACHE;
  if (chosen) return [path.resolve(chosen)];
  try {
    return [require("env-paths")("lakestage", { suffix: "" }).cache];
  } catch {
    return [];
  }
}

module.exports = { cacheFolders };

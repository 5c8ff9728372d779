// @ts-check
const fs = require("node:fs");
const path = require("node:path");
const { CHECKOUT } = require("../checkout");
const { readInput } = require("../inputs");

/**
 * What was read, by path.
 * @typedef {ReadonlyMap<string, import("../inputs").Input>} Sources
 */

/**
 * Loads our own sources, and notes what was read. A source that asks where it lies is told so, wherever the compiled code
 * may lie: with its data beside it.
 * @returns {{ plugin: import("esbuild").Plugin, read: Sources }}
 */
function sources() {
  /** @type {Map<string, import("../inputs").Input>} */
  const read = new Map();
  return {
    read,
    plugin: {
      name: "sources",
      setup(build) {
        build.onLoad({ filter: ours() }, (file) => {
          const { input, content } = readInput(file.path);
          read.set(file.path, input);
          const text = content.toString();
          return file.path.endsWith(".json")
            ? { contents: text, loader: "json" }
            : { contents: knowingItsPlace(text, file.path), loader: file.path.endsWith(".js") ? "js" : "ts" };
        });
      },
    },
  };
}

/** On the first line, so that all keep their numbers. */
function knowingItsPlace(/** @type {string} */ text, /** @type {string} */ file) {
  const places = { __filename: file, __dirname: path.dirname(file) };
  const asked = Object.entries(places).filter(([name]) => text.includes(name));
  return asked.map(([name, place]) => `const ${name} = ${JSON.stringify(place)};`).join("") + text;
}

/** Every file of the checkout but those of packages; esbuild's patterns cannot say "but". */
function ours() {
  const names = fs.readdirSync(CHECKOUT).filter((name) => name !== "node_modules" && !name.startsWith("."));
  const escaped = [CHECKOUT + path.sep, ...names].map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const [root, ...entries] = escaped;
  return new RegExp(`^${root}(${entries.join("|")})(${path.sep === "/" ? "/" : "\\\\"}|$)`);
}

module.exports = { sources };

// @ts-check
const { createRequire } = require("node:module");
const path = require("node:path");
const vm = require("node:vm");
const { CHECKOUT } = require("./checkout");
const { cachedCode, keepCodeAtExit } = require("./code-cache");
const { readWhole } = require("./whole-file");

/** In lines of its own, so that positions stay those that a chunk's map has. */
const asFunction = (/** @type {string} */ code) => `(function (exports, require, module) {\n${code}\n})`;

/** What is not compiled, as native code, is found from where the sources are. */
const requireInCheckout = createRequire(path.join(CHECKOUT, "package.json"));

/** The files of code in a folder. Each is loaded once in a process, and is believed when its hash is the manifest's. */
class Chunks {
  /** @type {Map<string, Buffer>} */
  #checked = new Map();
  /** @type {Map<string, { exports: unknown }>} */
  #loaded = new Map();
  #require = Object.assign(
    (/** @type {string} */ name) => (name.startsWith("./") ? this.load(name.slice(2)) : requireInCheckout(name)),
    { resolve: requireInCheckout.resolve },
  );

  /**
   * @param {string} folder
   * @param {Readonly<Record<string, string>>} hashes SHA-256 by name.
   * @param {() => void} mend makes what is damaged anew, from the same sources.
   */
  constructor(folder, hashes, mend) {
    this.folder = folder;
    this.hashes = hashes;
    this.mend = mend;
  }

  /** Whether all of these are whole. */
  areWhole(/** @type {readonly string[]} */ names) {
    return names.every((name) => this.#check(name));
  }

  /**
   * What a chunk exports.
   * @param {string} name
   * @throws Error for one that is damaged and cannot be made anew, because the sources are others by now.
   */
  load(name) {
    const before = this.#loaded.get(name);
    if (before) return before.exports;
    if (!this.#check(name)) {
      this.mend();
      if (!this.#check(name)) throw new Error(`${path.join(this.folder, name)} is damaged: run the command again.`);
    }
    const module = { exports: {} };
    this.#loaded.set(name, module);
    this.#compile(name)(module.exports, this.#require, module);
    return module.exports;
  }

  #check(/** @type {string} */ name) {
    if (this.#checked.has(name)) return true;
    const code = readWhole(path.join(this.folder, name), this.hashes[name]);
    if (code) this.#checked.set(name, code);
    return code !== undefined;
  }

  #compile(/** @type {string} */ name) {
    const filename = path.join(this.folder, name);
    // What the bundler writes is ASCII. As Latin-1 it is read fastest, and takes a byte a character.
    const code = this.#checked.get(name)?.toString("latin1") ?? "";
    this.#checked.delete(name);
    const hash = this.hashes[name] ?? "";
    const cachedData = cachedCode(filename, hash);
    const script = new vm.Script(asFunction(code), { filename, lineOffset: -1, ...(cachedData && { cachedData }) });
    if (!cachedData || script.cachedDataRejected) keepCodeAtExit(filename, hash, script);
    return script.runInThisContext();
  }
}

module.exports = { Chunks };

const { AsyncLocalStorage } = require("node:async_hooks");
const { createRequire } = require("node:module");

// Jest's own: of the version that jest brings with it.
const { TestEnvironment } = createRequire(require.resolve("jest"))("jest-environment-node");

/** Those that the file under test has entered; a worker runs one file at a time. */
const entered = new Set();
for (const method of ["run", "enterWith"]) {
  const original = AsyncLocalStorage.prototype[method];
  AsyncLocalStorage.prototype[method] = function (...parameters) {
    entered.add(this);
    return original.apply(this, parameters);
  };
}

/**
 * Node's environment, which leaves no `AsyncLocalStorage` behind. Jest's own runner makes one for each file and never
 * disables it; in the rest of the worker's life each costs every promise a little, and holds all that its file loaded.
 */
module.exports = class extends TestEnvironment {
  async teardown() {
    for (const storage of entered) storage.disable();
    entered.clear();
    await super.teardown();
  }
};

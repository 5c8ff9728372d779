#!/usr/bin/env node

require("./node-version")();

require("./bootstrap")
  .ensureDependencies()
  .then(async () => {
    require("tsx/cjs");
    // The sources import what commands need as they need it: with `import()`, which is the other loader's.
    const { register } = await import("tsx/esm/api");
    register();
    return require("../cli/main.ts").main(process.argv.slice(2));
  });

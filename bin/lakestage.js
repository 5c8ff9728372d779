#!/usr/bin/env node

require("./node-version")();

require("./bootstrap")
  .ensureDependencies()
  .then(() => {
    require("tsx/cjs");
    return require("../cli/main.ts").main(process.argv.slice(2));
  });

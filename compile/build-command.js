#!/usr/bin/env node
// @ts-check

// `npm run build`: compiles by hand what the first start after a change compiles by itself, and says where it is.

const { build } = require("./build");

build().then(
  (folder) => console.log(`Compiled into ${folder}`),
  (error) => {
    console.error(`Lakestage cannot be compiled, and runs from its sources: ${error.message}`);
    process.exitCode = 1;
  },
);

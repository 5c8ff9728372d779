#!/usr/bin/env node

require("./node-version")();

const { ensureDependencies } = require("./bootstrap");
const { compile, loadCompiled, loadSources } = require("../compile");

/** The command, compiled. At the first start, and after a change, packages are looked after and it is compiled anew. */
async function command() {
  const compiled = loadCompiled("command");
  if (compiled) return compiled;
  await ensureDependencies();
  return ((await compile()) && loadCompiled("command")) || (await loadSources("command"));
}

command().then(({ main }) => main(process.argv.slice(2)));

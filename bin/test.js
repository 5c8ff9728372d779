#!/usr/bin/env node

// `npm test`: makes packages and the engine present, then checks and tests everything. With arguments only the tests
// that they select: npm test -- cli/stacks

require("./node-version")();

const { spawnSync } = require("node:child_process");
const path = require("node:path");
const { ensureDependencies } = require("./bootstrap");

const CHECKOUT = path.resolve(__dirname, "..");

function runs(title, program, parameters) {
  console.error(`\n${title}`);
  const { status } = spawnSync(process.execPath, [path.join(CHECKOUT, program), ...parameters], {
    cwd: CHECKOUT,
    stdio: "inherit",
  });
  return status === 0;
}

async function main() {
  await ensureDependencies();
  const chosen = process.argv.slice(2);
  if (!runs("Engine", "bin/lakestage.js", ["engine"])) process.exit(3);
  const checks = [
    ["Format and lint (biome)", "node_modules/@biomejs/biome/bin/biome", ["check"]],
    ["Types (tsc)", "node_modules/typescript/bin/tsc", ["--noEmit", "-p", "."]],
    ["Unused code (knip)", "node_modules/knip/bin/knip.js", []],
  ];
  const failed = (chosen.length > 0 ? [] : checks).filter((check) => !runs(...check)).map(([title]) => title);
  if (!runs("Tests (jest)", "node_modules/jest/bin/jest.js", chosen)) failed.push("Tests (jest)");
  if (failed.length === 0) return;
  console.error(`\nFailed: ${failed.join(", ")}`);
  process.exit(1);
}

main();

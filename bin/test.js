#!/usr/bin/env node

// `npm test`: makes packages and the engine present, then checks and tests: of what is exhaustive a sample, and what the
// change touches. `npm run test:all` leaves nothing out. With arguments only the tests that they select:
// npm test -- cli/stacks

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

const RULES = ["--config", "scripts/layers/dependency-rules.js", "."];
const CHECKS = [
  ["Format and lint (biome)", "node_modules/@biomejs/biome/bin/biome", ["check"]],
  ["Types (tsc)", "node_modules/typescript/bin/tsc", ["--noEmit", "-p", "."]],
  ["Unused code (knip)", "node_modules/knip/bin/knip.js", []],
  ["Layers (dependency-cruiser)", "node_modules/dependency-cruiser/bin/dependency-cruise.mjs", RULES],
];
const jest = (title, parameters) => [title, "node_modules/jest/bin/jest.js", parameters];
// More than there may be cores: many wait for what a control plane does in its time.
const UNIT = jest("Unit tests", ["--config", "test/jest/unit-together.config.js", "--maxWorkers", "3"]);
/** Tests that bring up no environment, by their folders, or by name. Jest looks at whole paths and at those from the top. */
const WITHOUT_ENGINE = "(.*/)?test/(declared/|generated/|harness/|guide/(names|protections|rights)\\.|vocabulary\\.)";
// Two at a time: each computes on one core, mostly, or waits for what does.
const endToEnd = (title, paths) =>
  jest(title, ["--selectProjects", "end-to-end", "--testPathPatterns", paths, "--maxWorkers", "2"]);
const DECLARED = endToEnd("Tests of what is declared and generated", `^${WITHOUT_ENGINE}`);
const END_TO_END = endToEnd("End-to-end tests", `^(?!${WITHOUT_ENGINE})`);

/** What to run: everything; the unit tests only (`--unit`); or what the given jest parameters select. */
function chosen(parameters) {
  if (parameters.length === 0) return [...CHECKS, UNIT, DECLARED, END_TO_END];
  if (parameters[0] === "--unit") return [UNIT];
  return [jest("Tests", parameters)];
}

async function main() {
  const given = process.argv.slice(2);
  // Read by test/harness/chosen-cases.ts.
  if (given.includes("--all")) process.env.LAKESTAGE_TEST_ALL = "1";
  await ensureDependencies();
  if (!runs("Engine", "bin/lakestage.js", ["engine"])) process.exit(3);
  const failed = chosen(given.filter((parameter) => parameter !== "--all"))
    .filter((step) => !runs(...step))
    .map(([title]) => title);
  if (failed.length === 0) return;
  console.error(`\nFailed: ${failed.join(", ")}`);
  process.exit(1);
}

main();

// The unit tests, many files of them in one: jest loads every module anew for each file that it runs, which takes most of
// what these tests take. `npx jest <path>` runs a file by itself, as jest.config.js has it.

const { mkdirSync, readdirSync, rmSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const { projects, ...config } = require("../../jest.config");

const CHECKOUT = path.resolve(__dirname, "..", "..");
const TOGETHER = path.join(CHECKOUT, ".lakestage", "unit-tests");
const FILES = 24;
/** Looks at a package as it is before anything has changed it. */
const ALONE = new Set(["infra/program/sdk-debugging.test.ts"]);
/** Folders at the top that have none: tests of another kind, and packages. */
const WITHOUT = new Set(["node_modules", "test"]);

/** Those below a folder, named from the top of the checkout. */
function unitTests(folder = "") {
  return readdirSync(path.join(CHECKOUT, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith(".") || WITHOUT.has(name) ? [] : unitTests(name);
    return name.endsWith(".test.ts") ? [name] : [];
  });
}

/** Files that lie beside each other need the same modules. */
function groups() {
  const tests = unitTests()
    .filter((name) => !ALONE.has(name))
    .sort();
  const starts = Array.from({ length: Math.ceil(tests.length / FILES) }, (_, index) => index * FILES);
  return [...starts.map((start) => tests.slice(start, start + FILES)), ...[...ALONE].map((name) => [name])];
}

rmSync(TOGETHER, { recursive: true, force: true });
mkdirSync(TOGETHER, { recursive: true });
for (const [index, tests] of groups().entries()) {
  const required = tests.map((name) => {
    const file = JSON.stringify(path.join(CHECKOUT, name));
    return `describe(${JSON.stringify(name)}, () => void require(${file}));\n`;
  });
  writeFileSync(path.join(TOGETHER, `${index + 1}.test.js`), required.join(""));
}

/** @type {import("jest").Config} */
module.exports = {
  ...config,
  rootDir: CHECKOUT,
  projects: [{ ...projects[0], rootDir: CHECKOUT, testMatch: [`${TOGETHER}/*.test.js`] }],
  // A file's share of a core is smaller than when it runs by itself.
  testTimeout: 20_000,
};

/** With maps beside the code and not in it, which is read and compiled again for each file. */
const swc = { sourceMaps: true, jsc: { target: "es2022", parser: { syntax: "typescript" } } };
const transform = { "^.+\\.ts$": ["@swc/jest", swc] };

const testEnvironment = "<rootDir>/test/jest/environment.js";

/** What packages load and no unit test needs. Each file would load it again. */
const unneeded = {
  // With it Pulumi's SDK sends functions to the cloud: a package manager and the TypeScript compiler, 700 modules.
  "/closure/(serializeClosure|codePaths)$": "<rootDir>/test/jest/unneeded.js",
  // Zod's messages in sixty languages; English is loaded by itself.
  "^\\.\\./locales/index\\.cjs$": "<rootDir>/test/jest/unneeded.js",
};

/** @type {import("jest").Config} */
module.exports = {
  testSequencer: "<rootDir>/test/jest/sequencer.js",
  projects: [
    {
      displayName: "unit",
      testEnvironment,
      moduleNameMapper: unneeded,
      testMatch: ["<rootDir>/!(test)/**/*.test.ts"],
      transform,
    },
    {
      displayName: "end-to-end",
      testEnvironment,
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      transform,
    },
  ],
};

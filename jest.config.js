/** @type {import("jest").Config} */
const transform = { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] };

const testEnvironment = "<rootDir>/jest-environment.js";

/**
 * What Pulumi's SDK loads only to send functions to the cloud, which no program here does: a package manager and the
 * TypeScript compiler, 700 modules that each file would load again.
 */
const withoutSerialisedFunctions = {
  "/closure/(serializeClosure|codePaths)$": "<rootDir>/infra/testing/no-serialised-functions.js",
};

module.exports = {
  projects: [
    {
      displayName: "unit",
      testEnvironment,
      moduleNameMapper: withoutSerialisedFunctions,
      testMatch: ["<rootDir>/{infra,policies,access,databricks-client,sandbox,cli}/**/*.test.ts"],
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

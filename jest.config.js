/** @type {import("jest").Config} */
const transform = { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] };

module.exports = {
  projects: [
    {
      displayName: "unit",
      testEnvironment: "node",
      testMatch: ["<rootDir>/{infra,policies,access,sandbox,cli}/**/*.test.ts"],
      transform,
    },
    {
      displayName: "end-to-end",
      testEnvironment: "node",
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      transform,
    },
  ],
};

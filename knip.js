// @ts-check
const path = require("node:path");
const { ruleFiles } = require("./compile/plugins/rules");

/** @type {import("knip").KnipConfig} */
module.exports = {
  entry: [
    "bin/*.js",
    "cli/main.ts",
    "infra/index.ts",
    "sandbox/main.ts",
    "sandbox/start-control-plane.js",
    "sandbox/azure-native/plugin.ts",
    "sandbox/engine/launcher/main.ts",
    "sandbox/engine/language-host/main.ts",
    "bench/command/peak-memory.cjs",
    "bench/control-plane/peer.ts",
    "bench/engines/program/index.ts",
    "bench/program-start/milestones.cjs",
    "policies/index.js",
    "policies/pack.ts",
    "policies/rules/**/*.cases.ts",
    ...ruleFiles().map((file) => path.relative(__dirname, file)),
    "test/harness/judge-in-threads.ts",
    "test/policies/program/index.ts",
    "test/program-host/*host.ts",
    "scripts/*.{ts,js}",
  ],
  project: ["**/*.{ts,js,cjs}"],
  ignoreBinaries: ["terraform"],
  rules: { types: "off" },
};

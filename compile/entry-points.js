// @ts-check

/**
 * What is compiled, by name: the files with which processes of ours begin.
 * @type {Readonly<Record<string, string>>}
 */
const ENTRY_POINTS = {
  command: "cli/main.ts",
  "control-plane": "sandbox/main.ts",
  "azure-native": "sandbox/azure-native/plugin.ts",
  "language-host": "sandbox/engine/language-host/main.ts",
  launcher: "sandbox/engine/launcher/main.ts",
  policies: "policies/pack.ts",
};

/** It compiles, and so it is current only when all are: the others are started by it, or after it. */
const COMPILING = "command";

module.exports = { COMPILING, ENTRY_POINTS };

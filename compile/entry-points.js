// @ts-check

/**
 * What is compiled, by name: the files with which processes of ours begin.
 * @type {Readonly<Record<string, string>>}
 */
const ENTRY_POINTS = {
  command: "cli/main.ts",
};

module.exports = { ENTRY_POINTS };

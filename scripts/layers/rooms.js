// @ts-check

/**
 * A part of the repository, and what it may import. Each stands on rooms that come before it in the list.
 *
 * @typedef {object} Room
 * @property {string} folder A folder, or a file.
 * @property {string} holds What is in it, for the table of docs/architecture.md.
 * @property {string[]} imports Folders of rooms that it may import.
 */

const CONFIG = "infra/config";
const PROGRAM = "infra/program";
const DECLARATION = "infra/declaration";
const CATALOGUE = "sandbox/catalogue";
const ARM_TYPES = "sandbox/arm-types";
const CONTROL_PLANE = "sandbox/control-plane";
const COMPUTE = "sandbox/compute";
/** What the clouds call things, and how messages put it. */
const WORDS = ["azure", "databricks", "wording"];
const INFRA = [CONFIG, "infra/components", PROGRAM, DECLARATION];

/** From the ground up. @type {Room[]} */
const ROOMS = [
  {
    folder: "compile",
    holds:
      "makes what runs of the sources, and runs it where it is current; where a trace leads to in the sources. Plain JavaScript, with checked types",
    imports: [],
  },
  {
    folder: "bin",
    holds: "plain JavaScript that makes the packages present and starts `cli`, compiled",
    imports: ["compile"],
  },
  {
    folder: "azure",
    holds: "the words of Azure, said once: address ranges, regions, ids that are the same everywhere",
    imports: [],
  },
  {
    folder: "databricks",
    holds:
      "the words of Databricks, said once: privileges, securables, kinds of objects, crons. [What the sandbox says is held against it](../databricks/README.md)",
    imports: [],
  },
  { folder: "wording", holds: "how messages name what was meant, and several things", imports: [] },
  {
    folder: CONFIG,
    holds: "schemas of the settings and of projects, loading and checking them, the access model",
    imports: WORDS,
  },
  {
    folder: "infra/components",
    holds: "components: Azure, identity, Unity Catalog, workspace, ML. They read no files and no settings",
    imports: ["azure", "databricks"],
  },
  {
    folder: PROGRAM,
    holds: "which components a stack has, and how they are joined",
    imports: [CONFIG, "infra/components"],
  },
  { folder: "infra/index.ts", holds: "what plain `pulumi` runs", imports: [PROGRAM] },
  {
    folder: "infra/program-host",
    holds: "runs the program for engines, in the process that loads it",
    imports: [PROGRAM],
  },
  {
    folder: DECLARATION,
    holds: "what the program declares, without an engine: with stand-ins for what services make up",
    imports: [CONFIG, "infra/components", PROGRAM],
  },
  { folder: "databricks-client", holds: "a client of Databricks' HTTP APIs", imports: [] },
  {
    folder: "access",
    holds: "who may do what: read from what is declared or from what runs, explained, compared, drawn",
    imports: [...WORDS, ...INFRA, "databricks-client"],
  },
  {
    folder: "policies",
    holds:
      "the policy pack: one rule a file, named after what it is about, its cases beside it, a page a family; exemptions, reports, mutations",
    imports: ["compile", ...WORDS, ...INFRA, "access"],
  },
  {
    folder: CATALOGUE,
    holds: "every operation of the APIs, generated from the official SDKs; checks a request",
    imports: ["wording"],
  },
  {
    folder: ARM_TYPES,
    holds: "what Azure publishes of the resource types that are declared; checks the body of a PUT",
    imports: [CATALOGUE],
  },
  {
    folder: CONTROL_PLANE,
    holds: "the kernel: ports, tokens, store, objects and their keys, transactions, faults",
    imports: ["wording", CATALOGUE, "compile"],
  },
  {
    folder: "sandbox/authority",
    holds:
      "who may do what there: roles in the account, members and entitlements of workspaces, access lists, Unity Catalog's privileges and bindings",
    imports: [CONTROL_PLANE],
  },
  { folder: "sandbox/lifecycle", holds: "starting, stopping, saving the control plane", imports: [CONTROL_PLANE] },
  {
    folder: "sandbox/engine",
    holds: "finding, downloading or building `pulumi` and the Databricks provider; the Node.js language host",
    imports: [],
  },
  {
    folder: COMPUTE,
    holds: "what computes on this machine: Spark and Delta; Python's environments, and tasks in processes of their own",
    imports: ["sandbox/lifecycle", "sandbox/engine"],
  },
  {
    folder: "sandbox/services",
    holds: "how each service behaves, one folder each",
    imports: ["wording", CATALOGUE, ARM_TYPES, CONTROL_PLANE, "sandbox/authority", COMPUTE],
  },
  {
    folder: "sandbox/azure-native",
    holds: "the stand-in for the `azure-native` plugin",
    imports: ["wording", CATALOGUE],
  },
  {
    folder: "sandbox",
    holds: "the control plane's process: which services it has, and what it begins with",
    imports: [
      "compile",
      CATALOGUE,
      CONTROL_PLANE,
      "sandbox/authority",
      COMPUTE,
      "sandbox/services",
      "sandbox/lifecycle",
    ],
  },
  {
    folder: "cli",
    holds: "the command",
    imports: [
      "compile",
      ...WORDS,
      ...INFRA,
      "infra/program-host",
      "databricks-client",
      "access",
      "policies",
      "sandbox/lifecycle",
      "sandbox/engine",
      COMPUTE,
      "sandbox/azure-native",
    ],
  },
];

/** Tests, measurements and generators may import anything, behind doors, too; nothing but they imports them. */
const ABOVE_ALL = ["test", "bench", "scripts"];

/**
 * Further doors of folders that have an `index.ts`, as loading that loads all that is behind it.
 * @type {Record<string, string[]>}
 */
const FURTHER_DOORS = {
  // What a rule asks, without matrices and pages.
  access: ["reach/index.ts"],
  // Which files there are, without reading one; how a JSON Schema is written.
  [CONFIG]: [
    "files/environments.ts",
    "files/project-files.ts",
    "files/settings-files.ts",
    "files/stacks-in.ts",
    "reference/json-schema.ts",
  ],
  // Guards for values of JSON, and its text with every digit of an integer, without the catalogue.
  [CATALOGUE]: ["json.ts", "lossless-json.ts"],
  // What the command reads of a home without a control plane.
  [CONTROL_PLANE]: ["directory.ts", "seeding.ts", "store/index.ts", "tokens.ts", "trusted-file.ts"],
  // What every command needs, whatever it does; and errors, to be told from others.
  "sandbox/engine": [
    "cache/cache-directory.ts",
    "proxies.ts",
    "toolchain-error.ts",
    // Whatever is fetched, is fetched the same way.
    "download/download-failure.ts",
    "download/http-source.ts",
    "download/origin.ts",
    "download/resumable-download.ts",
  ],
  // What every command needs; and what the control plane's process shares with who starts it.
  "sandbox/lifecycle": [
    "announcement.ts",
    "bounded-log.ts",
    "file-lock.ts",
    "home.ts",
    "keep-announced.ts",
    "misplaced-error.ts",
    "processes.ts",
    "running.ts",
    "triggers-setting.ts",
  ],
};

module.exports = { ROOMS, ABOVE_ALL, FURTHER_DOORS };

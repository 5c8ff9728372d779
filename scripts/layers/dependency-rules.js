// @ts-check
// What dependency-cruiser refuses in `npm run check`: an import upwards, a circle, a way past a door.
const { existsSync, readdirSync } = require("node:fs");
const { dirname } = require("node:path");
const { ABOVE_ALL, FURTHER_DOORS, ROOMS } = require("./rooms");

/** @param {string} path A folder, or a file, as in rooms.js. */
const within = (path) => `^${path.replaceAll(".", "\\.")}${/\.[jt]s$/.test(path) ? "$" : "/"}`;

const TESTS = "\\.test\\.ts$";

/** Folders of what only tests need. */
const HELPERS = "/testing/";

const FOLDERS = ROOMS.map(({ folder }) => folder);

/** @typedef {import("dependency-cruiser").IRegularForbiddenRuleType} Rule */

/** @type {Rule[]} */
const layers = ROOMS.map(({ folder, imports }, floor) => {
  const upwards = imports.filter((room) => !FOLDERS.slice(0, floor).includes(room));
  if (upwards.length > 0) throw new Error(`rooms.js: ${folder} does not stand on ${upwards.join(", ")}`);
  const roomsInside = FOLDERS.filter((other) => other.startsWith(`${folder}/`));
  const own = roomsInside.length > 0 ? `^${folder}/[^/]+$` : within(folder);
  return {
    name: `imports of ${folder}`,
    comment: `${folder} may import ${imports.join(", ") || "nothing of ours"}: scripts/layers/rooms.js`,
    severity: "error",
    from: { path: within(folder), pathNot: [...roomsInside.map(within), HELPERS] },
    // What is in no room is nobody's to import, but for what tools insist to have at the top.
    to: {
      pathNot: [own, ...imports.map(within), "node_modules", "^package\\.json$"],
      dependencyTypesNot: ["core"],
      couldNotResolve: false,
    },
  };
});

/** @type {Rule[]} */
const tests = [
  {
    name: "tests",
    comment: "what tests need is imported by tests: what others need, too, lies elsewhere",
    severity: "error",
    from: { pathNot: [TESTS, HELPERS, ...ABOVE_ALL.map(within)] },
    to: { path: [TESTS, HELPERS] },
  },
  {
    name: "room",
    comment: "a folder of code is a room, or within one: scripts/layers/rooms.js",
    severity: "error",
    from: { pathNot: [...[...FOLDERS, ...ABOVE_ALL].map(within), "^[^/]+$", HELPERS] },
    to: {},
  },
];

const TOPMOST = [...new Set(FOLDERS.map((folder) => folder.split("/", 1).join()))].filter((folder) =>
  existsSync(folder),
);

/** Folders with an `index.ts`. What tools start is called so, too: it is a room of its own. */
const doorways = TOPMOST.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
)
  .filter((file) => file.endsWith("/index.ts") && !FOLDERS.includes(file))
  .map(dirname);

/** @type {Rule[]} */
const doors = doorways.map((folder) => ({
  name: `door of ${folder}`,
  comment: `what is in ${folder} is imported from its index.ts: scripts/layers/rooms.js lists further doors`,
  severity: "error",
  from: { pathNot: [...[folder, ...ABOVE_ALL].map(within), HELPERS] },
  to: {
    path: within(folder),
    pathNot: ["index.ts", ...(FURTHER_DOORS[folder] ?? [])].map((file) => within(`${folder}/${file}`)),
  },
}));

/** @type {Rule[]} */
const circles = [
  {
    name: "circle of files",
    comment: "of two files that need each other, one holds two things, or both hold one",
    severity: "error",
    from: {},
    to: { circular: true },
  },
  {
    name: "circle of folders",
    comment: "folders import downwards only",
    severity: "error",
    scope: "folder",
    from: {},
    to: { circular: true },
  },
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [...layers, ...doors, ...circles, ...tests],
  options: {
    // Tests may look behind doors, and what helps them builds on anything.
    doNotFollow: { path: ["node_modules", TESTS] },
    exclude: { path: "^\\.(ci|git|lakestage)|node_modules" },
    parser: "tsc",
    detectJSDocImports: true,
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};

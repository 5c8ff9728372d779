// @ts-check
// What dependency-cruiser refuses in `npm run check`: an import upwards, a circle, a way past a door.
const { existsSync, readdirSync } = require("node:fs");
const { dirname } = require("node:path");
const { ABOVE_ALL, FURTHER_DOORS, ROOMS } = require("./rooms");

/** @param {string} path A folder, or a file, as in rooms.js. */
const within = (path) => (path.includes(".") ? `^${path.replaceAll(".", "\\.")}$` : `^${path}/`);

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
    from: { path: within(folder), pathNot: roomsInside.map(within) },
    to: { path: [...FOLDERS, ...ABOVE_ALL].map(within), pathNot: [own, ...imports.map(within)] },
  };
});

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
  from: { pathNot: [folder, ...ABOVE_ALL].map(within) },
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
  forbidden: [...layers, ...doors, ...circles],
  options: {
    doNotFollow: { path: "node_modules" },
    // Tests may look behind doors, and what helps them builds on anything.
    exclude: { path: "^\\.|node_modules|/generated/|\\.test\\.ts$|/testing/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};

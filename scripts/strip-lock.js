// Takes the download addresses out of the lock file: versions and integrity hashes pin the packages, and `npm ci` then
// asks whichever registry its user is set up for.
const { readFileSync, writeFileSync } = require("node:fs");

const file = "package-lock.json";
const lock = JSON.parse(readFileSync(file, "utf8"));
for (const entry of Object.values(lock.packages)) delete entry.resolved;
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let checkout: string;

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), "lakestage-checkout-"));
  cpSync(join(__dirname, "../bin"), join(checkout, "bin"), { recursive: true });
  writeLock("1");
});

afterEach(() => rmSync(checkout, { recursive: true, force: true }));

function writeLock(version: string): void {
  const lock = { packages: { "node_modules/a": { version } } };
  writeFileSync(join(checkout, "package-lock.json"), JSON.stringify(lock));
}

const INSTALLS = `
  const fs = require("node:fs");
  fs.appendFileSync("npm-calls", process.argv.slice(2).join(" ") + "\\n");
  fs.mkdirSync("node_modules", { recursive: true });
  fs.copyFileSync("package-lock.json", "node_modules/.package-lock.json");`;

/** Runs the bootstrap with an npm that does what `script` says. */
function bootstrap(script: string) {
  writeFileSync(join(checkout, "npm.js"), script);
  const program = `require("./bin/bootstrap").ensureDependencies().then(() => console.log("ready"))`;
  return spawnSync(process.execPath, ["-e", program], {
    cwd: checkout,
    encoding: "utf8",
    env: { ...process.env, npm_execpath: join(checkout, "npm.js") },
  });
}

const calls = (): string[] => readFileSync(join(checkout, "npm-calls"), "utf8").trim().split("\n");

test("packages are installed once, and again when the lock file changes", () => {
  expect(bootstrap(INSTALLS)).toMatchObject({ status: 0, stdout: "ready\n" });
  expect(bootstrap(INSTALLS)).toMatchObject({ status: 0, stdout: "ready\n", stderr: "" });
  expect(calls()).toHaveLength(1);
  writeLock("2");
  expect(bootstrap(INSTALLS).stderr).toContain("Installing packages");
  expect(calls()).toHaveLength(2);
});

test.each([
  ["1.2.3", 0],
  ["1.2.2", 1],
])("packages that somebody installed by hand are accepted if they are what the lock says: %s", (version, installs) => {
  const lock = {
    packages: { "": {}, "node_modules/a": { version: "1.2.3" }, "node_modules/b": { version: "1", optional: true } },
  };
  writeFileSync(join(checkout, "package-lock.json"), JSON.stringify(lock));
  mkdirSync(join(checkout, "node_modules"));
  const installed = { packages: { "node_modules/a": { version } } };
  writeFileSync(join(checkout, "node_modules/.package-lock.json"), JSON.stringify(installed));
  expect(bootstrap(INSTALLS).status).toBe(0);
  expect(existsSync(join(checkout, "npm-calls"))).toBe(installs === 1);
});

test("an installation that was cut off is done again", () => {
  mkdirSync(join(checkout, "node_modules/half"), { recursive: true });
  expect(bootstrap(INSTALLS).status).toBe(0);
  expect(calls()).toHaveLength(1);
});

test("without a network the message says so, with what to check", () => {
  const { status, stderr, stdout } = bootstrap('console.error("npm error code EAI_AGAIN"); process.exit(1);');
  expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
  expect(stderr).toContain("npm could not reach its registry. Check the network connection, and proxy settings");
});

test("any other failure shows npm's own words, and ends with 3", () => {
  const { status, stderr } = bootstrap('console.error("npm error code EUSAGE"); process.exit(1);');
  expect(status).toBe(3);
  expect(stderr).toContain("npm error code EUSAGE");
  expect(stderr).toContain("npm ci failed; its messages are above.");
});

test("an old Node gets one message before anything newer is loaded", () => {
  const program = `
    Object.defineProperty(process.versions, "node", { value: "18.20.4" });
    require("./bin/lakestage.js");`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", program], { cwd: checkout, encoding: "utf8" });
  expect(status).toBe(3);
  expect(stderr).toContain("Lakestage needs Node 20.19 or later; this is Node 18.20.4.");
});

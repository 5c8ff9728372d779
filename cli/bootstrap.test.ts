import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

jest.setTimeout(30_000);

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

/** The same, while the test goes on. */
function startBootstrap(script: string): ChildProcess {
  writeFileSync(join(checkout, "npm.js"), script);
  const program = `require("./bin/bootstrap").ensureDependencies().then(() => console.log("ready"))`;
  return spawn(process.execPath, ["-e", program], {
    cwd: checkout,
    stdio: "ignore",
    env: { ...process.env, npm_execpath: join(checkout, "npm.js") },
  });
}

/** An npm that says its process id, clears `node_modules` as npm does, and installs only when the file `go-on` is there. */
const WAITS = `
  const fs = require("node:fs");
  if (fs.existsSync("npm-pid") && isAlive(Number(fs.readFileSync("npm-pid", "utf8")))) fs.writeFileSync("two-at-once", "");
  fs.writeFileSync("npm-pid", String(process.pid));
  fs.rmSync("node_modules", { recursive: true, force: true });
  const timer = setInterval(() => {
    if (!fs.existsSync("go-on")) return;
    clearInterval(timer);
    install();
  }, 20);
  function install() { ${INSTALLS} }
  function isAlive(pid) { try { process.kill(pid, 0); return true; } catch { return false; } }`;

async function appears(name: string): Promise<string> {
  const file = join(checkout, name);
  for (;;) {
    if (existsSync(file) && readFileSync(file, "utf8") !== "") return readFileSync(file, "utf8");
    await pause(20);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
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

test("of two first starts at once one installs, and the other waits for it", async () => {
  const one = startBootstrap(WAITS);
  await appears("npm-pid");
  const other = startBootstrap(WAITS);
  await pause(300);
  writeFileSync(join(checkout, "go-on"), "");
  const codes = await Promise.all([once(one, "exit"), once(other, "exit")]);
  expect(codes).toEqual([
    [0, null],
    [0, null],
  ]);
  expect(calls()).toHaveLength(1);
});

test("after one that was killed, the next waits for what its npm still does, and takes it", async () => {
  const killed = startBootstrap(WAITS);
  const npm = Number(await appears("npm-pid"));
  killed.kill("SIGKILL");
  await once(killed, "exit");
  expect(isAlive(npm)).toBe(true);
  const nexts = [startBootstrap(WAITS), startBootstrap(WAITS), startBootstrap(WAITS)];
  await pause(300);
  writeFileSync(join(checkout, "go-on"), "");
  const codes = await Promise.all(nexts.map((next) => once(next, "exit")));
  expect(codes.map(([code]) => code)).toEqual([0, 0, 0]);
  expect(existsSync(join(checkout, "two-at-once"))).toBe(false);
  expect(calls()).toHaveLength(1);
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s ends it at once, and npm with it; the next command installs", async (signal, code) => {
  const interrupted = startBootstrap(WAITS);
  const npm = Number(await appears("npm-pid"));
  interrupted.kill(signal);
  expect(await once(interrupted, "exit")).toEqual([code, null]);
  // It waits for a file that never comes: it does not end by itself.
  while (isAlive(npm)) await pause(20);
  expect(bootstrap(INSTALLS)).toMatchObject({ status: 0, stdout: "ready\n" });
});

test("an installation that something disturbs is tried once more", () => {
  const disturbed = `
    if (require("node:fs").existsSync("disturbed")) { ${INSTALLS} } else {
      require("node:fs").writeFileSync("disturbed", "");
      console.error("npm error ENOTEMPTY: directory not empty, rmdir 'node_modules/a'");
      process.exitCode = 1;
    }`;
  expect(bootstrap(disturbed)).toMatchObject({ status: 0, stdout: "ready\n" });
});

test.each([
  ["a full disk", "npm error code ENOSPC", "The disk is full"],
  ["a folder that cannot be written", "npm error code EROFS", "npm could not write into"],
])("%s is one message, and ends with 3", (_, error, said) => {
  const { status, stderr } = bootstrap(`console.error("${error}"); process.exit(1);`);
  expect(status).toBe(3);
  expect(stderr).toContain(said);
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

const { spawn } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { setTimeout: pause } = require("node:timers/promises");

const CHECKOUT = path.resolve(__dirname, "..");
const LOCK_FILE = path.join(CHECKOUT, "package-lock.json");
/** What `npm` writes last: its presence tells a finished installation from an interrupted one. */
const INSTALLED = path.join(CHECKOUT, "node_modules/.package-lock.json");
const STAMP = path.join(CHECKOUT, "node_modules/.lakestage-installed");

const REMINDER_SECONDS = 15;
const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|network/i;

/**
 * Installs the packages of `package-lock.json` where they are absent, or older than it. Prints what it does on
 * standard error. Exits with 3, after one message, where that fails.
 */
async function ensureDependencies() {
  const wanted = createHash("sha256").update(fs.readFileSync(LOCK_FILE)).digest("hex");
  if (isInstalled(wanted)) return;
  const release = await takeTurn();
  try {
    if (!isInstalled(wanted)) await install(wanted);
  } finally {
    release();
  }
}

async function install(wanted) {
  console.error("Installing packages (npm ci; about a minute the first time) …");
  const { code, errors, missing } = await npmCi();
  if (missing) {
    fail("npm was not found. It comes with Node: https://nodejs.org");
  }
  if (code !== 0) {
    fail(
      NO_NETWORK.test(errors)
        ? "npm could not reach its registry. Check the network connection, and proxy settings (npm config get registry, https_proxy); then run the command again."
        : "npm ci failed; its messages are above. Once mended, run the command again.",
    );
  }
  fs.writeFileSync(STAMP, wanted);
}

function isInstalled(wanted) {
  if (!fs.existsSync(INSTALLED)) return false;
  if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, "utf8") === wanted) return true;
  // Somebody may have run npm themselves.
  if (!holdsWhatTheLockSays()) return false;
  fs.writeFileSync(STAMP, wanted);
  return true;
}

/** Compares versions, package by package; optional ones may be for another platform. */
function holdsWhatTheLockSays() {
  const wanted = JSON.parse(fs.readFileSync(LOCK_FILE, "utf8")).packages ?? {};
  const installed = JSON.parse(fs.readFileSync(INSTALLED, "utf8")).packages ?? {};
  return Object.entries(wanted).every(
    ([place, { version, optional }]) =>
      place === "" || installed[place]?.version === version || (optional && !installed[place]),
  );
}

/** Two installations at a time would destroy each other's work. */
async function takeTurn() {
  const checkout = createHash("sha256").update(CHECKOUT).digest("hex").slice(0, 16);
  const file = path.join(os.tmpdir(), `lakestage-installing-${checkout}`);
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, String(process.pid));
  process.once("exit", () => fs.rmSync(mine, { force: true }));
  for (let waited = false; ; waited = true) {
    try {
      // A link appears with its content: nobody ever reads a lock without its owner.
      fs.linkSync(mine, file);
      const release = () => fs.rmSync(file, { force: true });
      process.once("exit", release);
      return release;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (!isAlive(Number(fs.readFileSync(file, "utf8")))) fs.rmSync(file, { force: true });
    else if (!waited) console.error("Another lakestage is installing packages; waiting for it …");
    await pause(500);
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return pid > 0;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function npmCi() {
  const started = Date.now();
  const parameters = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  // Under `npm start` this is the npm that runs; it need not be on the PATH.
  const npm = process.env.npm_execpath;
  const [program, before] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  return new Promise((resolve) => {
    const child = spawn(program, [...before, ...parameters], {
      cwd: CHECKOUT,
      // Standard output belongs to the command that follows.
      stdio: ["ignore", process.stderr, "pipe"],
      shell: process.platform === "win32" && program === "npm",
    });
    const reminder = setInterval(() => {
      console.error(`  still installing (${Math.round((Date.now() - started) / 1000)} s)`);
    }, REMINDER_SECONDS * 1000);
    let errors = "";
    child.stderr.on("data", (chunk) => {
      errors = `${errors}${chunk}`.slice(-20_000);
      process.stderr.write(chunk);
    });
    const end = (result) => {
      clearInterval(reminder);
      resolve({ errors, missing: false, ...result });
    };
    child.once("error", () => end({ code: 1, missing: true }));
    child.once("close", (code) => end({ code: code ?? 1 }));
  });
}

function fail(message) {
  console.error(message);
  process.exit(3);
}

module.exports = { ensureDependencies };

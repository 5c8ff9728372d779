const { spawn } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { takeTurn } = require("./installing-turn");

const CHECKOUT = path.resolve(__dirname, "..");
const LOCK_FILE = path.join(CHECKOUT, "package-lock.json");
/** What `npm` writes last: its presence tells a finished installation from an interrupted one. */
const INSTALLED = path.join(CHECKOUT, "node_modules/.package-lock.json");
const STAMP = path.join(CHECKOUT, "node_modules/.lakestage-installed");
/** Not in `node_modules`, which npm clears. */
const TURNS = path.join(CHECKOUT, ".lakestage-installing");

const REMINDER_SECONDS = 15;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
/** Something wrote into `node_modules` while npm cleared it. */
const DISTURBED = /ENOTEMPTY|EBUSY/;
const UNWRITABLE = /EACCES|EROFS|EPERM/;
const DISK_FULL = /ENOSPC|EDQUOT/;
const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|network/i;

/**
 * Installs the packages of `package-lock.json` where they are absent, or older than it. Prints what it does on
 * standard error. Exits with 3, after one message, where that fails.
 */
async function ensureDependencies() {
  const wanted = createHash("sha256").update(fs.readFileSync(LOCK_FILE)).digest("hex");
  if (isInstalled(wanted)) return;
  const turn = await takeTurnHere();
  try {
    if (!isInstalled(wanted)) await install(wanted, turn);
  } finally {
    turn.release();
  }
}

async function takeTurnHere() {
  try {
    return await takeTurn(TURNS, () => console.error("Another lakestage is installing packages; waiting for it …"));
  } catch (error) {
    return fail(`Packages have to be installed, and ${CHECKOUT} cannot be written: ${error.message}`);
  }
}

async function install(wanted, turn) {
  console.error("Installing packages (npm ci; about a minute the first time) …");
  let { code, errors, missing } = await npmCi(turn);
  if (code !== 0 && DISTURBED.test(errors)) ({ code, errors, missing } = await npmCi(turn));
  if (missing) {
    fail("npm was not found. It comes with Node: https://nodejs.org");
  }
  if (code !== 0) fail(explanation(errors));
  fs.writeFileSync(STAMP, wanted);
}

function explanation(errors) {
  if (DISK_FULL.test(errors))
    return "The disk is full: npm needs 1 GB for the packages. Make room, and run the command again.";
  if (UNWRITABLE.test(errors)) {
    return `npm could not write into ${CHECKOUT}, or into its cache (npm config get cache); its messages are above. Once mended, run the command again.`;
  }
  return NO_NETWORK.test(errors)
    ? "npm could not reach its registry. Check the network connection, and proxy settings (npm config get registry, https_proxy); then run the command again."
    : "npm ci failed; its messages are above. Once mended, run the command again.";
}

function isInstalled(wanted) {
  if (!fs.existsSync(INSTALLED)) return false;
  if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, "utf8") === wanted) return true;
  // Somebody may have run npm themselves.
  if (!holdsWhatTheLockSays()) return false;
  try {
    fs.writeFileSync(STAMP, wanted);
  } catch {
    // In a checkout that cannot be written it is compared each time.
  }
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

function npmCi(turn) {
  const started = Date.now();
  const parameters = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  // Under `npm start` this is the npm that runs; it need not be on the PATH.
  const npm = process.env.npm_execpath;
  const [program, before] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const windows = process.platform === "win32";
  return new Promise((resolve) => {
    const child = spawn(program, [...before, ...parameters], {
      cwd: CHECKOUT,
      // Standard output belongs to the command that follows.
      stdio: ["ignore", process.stderr, "pipe"],
      shell: windows && program === "npm",
      // A group of its own: it ends with all that it has started.
      detached: !windows,
    });
    if (child.pid !== undefined) turn.add(child.pid);
    const interrupted = (signal) => {
      endGroup(child);
      turn.leave();
      process.exit(128 + os.constants.signals[signal]);
    };
    for (const signal of SIGNALS) process.on(signal, interrupted);
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
      for (const signal of SIGNALS) process.off(signal, interrupted);
      resolve({ errors, missing: false, ...result });
    };
    child.once("error", () => end({ code: 1, missing: true }));
    child.once("close", (code) => end({ code: code ?? 1 }));
  });
}

/** What it leaves half done is told from an installation, and done again by the next command. */
function endGroup(child) {
  try {
    process.kill(child.pid && process.platform !== "win32" ? -child.pid : child.pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

function fail(message) {
  console.error(message);
  process.exit(3);
}

module.exports = { ensureDependencies };

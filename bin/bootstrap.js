const { spawn } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

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
  if (fs.existsSync(STAMP)) return fs.readFileSync(STAMP, "utf8") === wanted;
  // Somebody ran npm themselves: good, if that was after the lock file came.
  if (fs.statSync(INSTALLED).mtimeMs < fs.statSync(LOCK_FILE).mtimeMs) return false;
  fs.writeFileSync(STAMP, wanted);
  return true;
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

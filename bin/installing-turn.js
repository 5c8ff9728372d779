const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { setTimeout: pause } = require("node:timers/promises");

const ASK_AGAIN_MILLISECONDS = 250;

/**
 * Waits until nobody else installs packages into this checkout: two at a time would destroy each other's work.
 *
 * Turns are numbered files, of which the highest counts. Nobody takes a turn away: whoever finds that its holder is done, or
 * dead, makes the next one, and only one can.
 * @param directory where turns are kept; the same for everybody who installs into the checkout.
 * @param onWaiting told once, when somebody else has the turn.
 * @returns the turn, to which the installing program can be added, and which ends by `release` or with this process.
 */
async function takeTurn(directory, onWaiting) {
  fs.mkdirSync(directory, { recursive: true });
  for (let waited = false; ; ) {
    const last = lastTurn(directory);
    const holders = last === 0 ? [] : holdersOf(path.join(directory, String(last)));
    if (holders?.some(isRunning)) {
      if (!waited) onWaiting();
      waited = true;
      await pause(ASK_AGAIN_MILLISECONDS);
    } else if (holders && makeTurn(directory, last + 1)) {
      return new Turn(path.join(directory, String(last + 1)));
    }
  }
}

class Turn {
  #file;
  #release = () => this.release();

  constructor(file) {
    this.#file = file;
    process.once("exit", this.#release);
  }

  /** A program that goes on installing even when this process is killed: the turn lasts as long as either. */
  add(pid) {
    write(this.#file, [identified(process.pid), identified(pid)]);
  }

  /** Leaves the turn to end with the programs that hold it: one that was told to end may still be about it. */
  leave() {
    process.off("exit", this.#release);
  }

  release() {
    process.off("exit", this.#release);
    write(this.#file, []);
  }
}

function makeTurn(directory, number) {
  const file = path.join(directory, String(number));
  const mine = path.join(directory, `new-${process.pid}`);
  fs.writeFileSync(mine, JSON.stringify([identified(process.pid)]));
  try {
    // A link appears with its content, and never in the place of another.
    fs.linkSync(mine, file);
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    fs.rmSync(mine, { force: true });
  }
  if (lastTurn(directory) > number) {
    // This number was used up long ago.
    fs.rmSync(file, { force: true });
    return false;
  }
  for (const earlier of turnsIn(directory)) {
    if (earlier < number) fs.rmSync(path.join(directory, String(earlier)), { force: true });
  }
  return true;
}

const turnsIn = (directory) =>
  fs
    .readdirSync(directory)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

const lastTurn = (directory) => Math.max(0, ...turnsIn(directory));

/** Whose turn it is; undefined where another one has come meanwhile. */
function holdersOf(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    return error.code === "ENOENT" ? undefined : [];
  }
}

function write(file, holders) {
  try {
    fs.writeFileSync(`${file}.new`, JSON.stringify(holders));
    fs.renameSync(`${file}.new`, file);
  } catch {
    // A dead holder ends the turn, too.
  }
}

const identified = (pid) => ({ pid, began: beginOf(pid) });

const isRunning = ({ pid, began }) => began !== undefined && beginOf(pid) === began;

/**
 * When a process began: with that, its id is not mistaken for another's that has it later. Undefined where it does not run,
 * or has ended and nobody has collected it.
 */
function beginOf(pid) {
  try {
    if (process.platform !== "linux") {
      return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
    }
    // The name of the program, in brackets, may hold anything.
    const [state, ...fields] = fs
      .readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    const boot = fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return state === "Z" ? undefined : `${boot} ${fields[18]}`;
  } catch {
    return undefined;
  }
}

module.exports = { takeTurn };

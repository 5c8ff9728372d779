import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { StartReport } from "./announcement";
import { takeLock } from "./file-lock";
import type { Home } from "./home";
import { findRunning, type Running } from "./running";
import { SandboxError } from "./sandbox-error";
import { sourcesChangedSince } from "./sources";
import { stop } from "./stop";
import { areTriggersPaused } from "./triggers-setting";

const STARTER = join(__dirname, "../start-control-plane.js");
/** Opening the database and the ports takes under a second; a cold, busy machine may need many. */
const READY_WITHIN_MILLISECONDS = 60_000;

export interface StartOptions {
  /** Describes the account that a new sandbox starts with. Default: the shipped seed. */
  seed?: string;
  /** The estate's folder, whose code jobs run. Default: as the command has it. */
  estate?: string;
}

export interface Started extends Running {
  /** Whether it was running already, was started, or was started again because its code is newer than the process. */
  how: "already-running" | "started" | "restarted";
}

/**
 * Makes the control plane of this home run, and returns when it answers. Starting a running one does nothing, unless
 * its code changed after it started.
 * @throws SandboxError when a port is taken, the seed or `LAKESTAGE_TRIGGERS` is refused, it does not come up, or runs and does not answer.
 */
export async function start(home: Home, options: StartOptions = {}): Promise<Started> {
  areTriggersPaused(process.env);
  home.create();
  const release = await takeLock(join(home.directory, "starting"), READY_WITHIN_MILLISECONDS);
  if (!release) throw new SandboxError("start-failed", "Another command has been starting the sandbox for a minute.");
  try {
    const before = await findRunning(home);
    if (before && !sourcesChangedSince(before.startedAt)) return { ...before, how: "already-running" };
    if (before) await stop(home);
    putBackInterruptedRestore(home);
    await launch(home, options);
    const running = await findRunning(home);
    if (!running) throw startFailed(home, "it was ready and then stopped answering");
    return { ...running, how: before ? "restarted" : "started" };
  } finally {
    await release();
  }
}

/** A restore that was killed between its two renames left the old state aside. */
function putBackInterruptedRestore(home: Home): void {
  const aside = `${home.state}.replaced`;
  if (!existsSync(home.state) && existsSync(aside)) renameSync(aside, home.state);
}

async function launch(home: Home, { seed, estate }: StartOptions): Promise<void> {
  const log = openSync(home.log, "a", 0o600);
  const parameters = ["--home", home.directory, "--first-port", String(home.firstPort)];
  const further = [...(seed ? ["--seed", seed] : []), ...(estate ? ["--estate", estate] : [])];
  const child = spawn(process.execPath, [STARTER, ...parameters, ...further], {
    // A session of its own: closing the terminal or interrupting the command does not take the sandbox down.
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  // A command that ends meanwhile leaves none behind.
  const end = (): void => void child.kill();
  process.once("exit", end);
  try {
    const report = await new Promise<StartReport>((resolve) => {
      const timer = setTimeout(() => {
        child.kill("SIGKILL");
        resolve({ kind: "failed", message: "it did not become ready in time" });
      }, READY_WITHIN_MILLISECONDS);
      const settle = (result: StartReport): void => {
        clearTimeout(timer);
        resolve(result);
      };
      child.once("message", (message) => settle(message as StartReport));
      child.once("error", (error) => settle({ kind: "failed", message: error.message }));
      child.once("exit", (code, signal) =>
        settle({ kind: "failed", message: `it ended with ${signal ?? `code ${code}`}` }),
      );
    });
    if (report.kind === "refused") throw new SandboxError(report.problem, report.message);
    if (report.kind === "failed") throw startFailed(home, report.message);
  } finally {
    process.off("exit", end);
    child.removeAllListeners();
    if (child.connected) child.disconnect();
    child.unref();
  }
}

function startFailed(home: Home, reason: string): SandboxError {
  return new SandboxError("start-failed", `The sandbox did not start: ${reason}. Its log is ${home.log}`);
}

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const POLL_MILLISECONDS = 100;

/** A process that runs. */
interface ProcessState {
  /** When it began: what tells it from a later one that was given the same id. Empty where the system does not tell. */
  began: string;
  /** Whether it was told to pause, by Ctrl-Z for example. */
  stopped: boolean;
}

/** How a process of this machine is; undefined where none has this id, or it has ended and nobody has collected it. */
export function processState(pid: number): ProcessState | undefined {
  if (!exists(pid)) return undefined;
  const { state, began } = process.platform === "linux" ? ofKernel(pid) : ofPs(pid);
  return state.startsWith("Z") ? undefined : { began, stopped: state.startsWith("T") };
}

/**
 * Whether a process of this machine runs.
 * @param began as `processState` said it of the process that is meant. Default: any process with this id.
 */
export function isAlive(pid: number, began = ""): boolean {
  const state = processState(pid);
  return state !== undefined && (began === "" || state.began === "" || state.began === began);
}

/** Waits for a process to end; whether it did within `milliseconds`. */
export async function endsWithin(pid: number, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += POLL_MILLISECONDS) {
    if (!isAlive(pid)) return true;
    await pause(POLL_MILLISECONDS);
  }
  return !isAlive(pid);
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of another user exists, too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The command's name is in brackets and may hold anything; what follows is the third field and those after it. */
function ofKernel(pid: number): { state: string; began: string } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // Ticks since the machine's start, of which there may have been another one.
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return { state: fields[0] ?? "", began: `${boot} ${fields[19]}` };
  } catch {
    return { state: "", began: "" };
  }
}

function ofPs(pid: number): { state: string; began: string } {
  const { stdout } = spawnSync("ps", ["-o", "state=,lstart=", "-p", String(pid)], { encoding: "utf8" });
  const [state = "", ...began] = (stdout ?? "").trim().split(/\s+/);
  return { state, began: began.join(" ") };
}

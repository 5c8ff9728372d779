import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, lock } from "proper-lockfile";
import { z } from "zod";
import type { Home } from "../sandbox/lifecycle";
import { isAlive } from "../sandbox/lifecycle/processes";
import { CommandError } from "./command-error";
import type { EngineWatch } from "./engine/engine-process";
import { ExitCode } from "./exit-code";
import { endAtOnceOnSignals } from "./interruption";

const holderSchema = z.object({ pid: z.int(), since: z.string(), command: z.string(), engines: z.array(z.int()) });

const STALE_AFTER_SECONDS = 10;

/** The lock is a folder beside a file that does not exist. */
const OWN_NAME = { realpath: false };

const lockPath = (home: Home): string => join(home.directory, "operation");

type Holder = z.infer<typeof holderSchema>;

/** The right to change stacks or the sandbox's state: one operation at a time on one home. */
export interface Operation extends EngineWatch {
  /** Engines that an earlier operation left running when it was killed. */
  orphans: number[];
  end(): Promise<void>;
}

/**
 * Takes the home's lock. A lock whose holder is dead is taken over at once. From now on a signal ends this process by an
 * exit, which gives the lock back.
 * @param command what runs, for the message that the next one gets: `lakestage up`.
 * @throws CommandError `busy`, naming the holder.
 */
export async function beginOperation(home: Home, command: string): Promise<Operation> {
  home.create();
  endAtOnceOnSignals();
  const lockfilePath = lockPath(home);
  const holderFile = join(home.directory, "operation.json");
  const previous = readHolder(holderFile);
  const release = await acquire(lockfilePath, holderFile);
  const holder: Holder = { pid: process.pid, since: new Date().toISOString(), command, engines: [] };
  const record = (): void => writeFileSync(holderFile, JSON.stringify(holder));
  record();
  return {
    orphans: previous?.engines.filter(isAlive) ?? [],
    engineStarted(pid) {
      holder.engines.push(pid);
      record();
    },
    engineEnded(pid) {
      holder.engines = holder.engines.filter((engine) => engine !== pid);
      record();
    },
    async end() {
      rmSync(holderFile, { force: true });
      await release();
    },
  };
}

/** Whether an operation runs on this home now, and which: for `status`. */
export async function currentOperation(home: Home): Promise<string | undefined> {
  const locked = await check(lockPath(home), OWN_NAME).catch(() => false);
  const holder = readHolder(join(home.directory, "operation.json"));
  return locked && holder && isAlive(holder.pid) ? describe(holder) : undefined;
}

async function acquire(lockfilePath: string, holderFile: string): Promise<() => Promise<void>> {
  try {
    return await lock(lockfilePath, OWN_NAME);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
  }
  const holder = readHolder(holderFile);
  if (holder && isAlive(holder.pid)) throw busy(holder);
  // A dead holder's lock would go stale by itself after ten seconds; nobody should have to wait for that.
  if (holder) rmSync(`${lockfilePath}.lock`, { recursive: true, force: true });
  const retries = { retries: STALE_AFTER_SECONDS + 2, minTimeout: 1000, maxTimeout: 1000 };
  return await lock(lockfilePath, { ...OWN_NAME, retries, stale: STALE_AFTER_SECONDS * 1000 }).catch(() => {
    throw busy(readHolder(holderFile));
  });
}

function busy(holder: Holder | undefined): CommandError {
  const who = holder ? describe(holder) : "Another lakestage operation";
  return new CommandError(
    `${who} is running. Wait for it to end, or stop it, and run the command again.`,
    ExitCode.busy,
  );
}

function describe({ command, pid, since }: Holder): string {
  return `"${command}" (process ${pid}, since ${new Date(since).toLocaleTimeString("en-GB")})`;
}

function readHolder(file: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

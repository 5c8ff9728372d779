import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Home } from "../sandbox/lifecycle";
import { LOCK_STALE_AFTER, type Release, takeLock } from "../sandbox/lifecycle/file-lock";
import { isAlive, processState } from "../sandbox/lifecycle/processes";
import { CommandError } from "./command-error";
import type { EngineWatch } from "./engine/engine-process";
import { ExitCode } from "./exit-code";
import { endAtOnceOnSignals } from "./interruption";

/** `began` tells the process from a later one of the same id. */
const processSchema = z.object({ pid: z.int(), began: z.string() });

const holderSchema = processSchema.extend({
  since: z.string(),
  command: z.string(),
  engines: z.array(processSchema),
});

/** What is left of a lock whose holder cannot be told goes stale; then it is taken. */
const PATIENCE = LOCK_STALE_AFTER + 2000;

const lockPath = (home: Home): string => join(home.directory, "operation");
const holderPath = (home: Home): string => join(home.directory, "operation.json");

type Holder = z.infer<typeof holderSchema>;

/** The right to change stacks or the sandbox's state: one operation at a time on one home. */
export interface Operation extends EngineWatch {
  /** Engines that an earlier operation left running when it was killed. */
  orphans: number[];
  end(): Promise<void>;
}

/**
 * Takes the home's lock. A lock whose holder is dead is taken over at once, that of a living one never, however long it has
 * not been seen: it may be stopped, or the machine slept. From now on a signal ends this process by an exit, which gives the
 * lock back.
 * @param command what runs, for the message that the next one gets: `lakestage up`.
 * @throws CommandError `busy`, naming the holder.
 */
export async function beginOperation(home: Home, command: string): Promise<Operation> {
  home.create();
  endAtOnceOnSignals();
  const previous = readHolder(home);
  const holder: Holder = { ...known(process.pid), since: new Date().toISOString(), command, engines: [] };
  const isOurs = (): boolean => readHolder(home)?.since === holder.since && readHolder(home)?.pid === holder.pid;
  const release = await acquire(home, () => {
    // Somebody deleted it. As long as this operation is named as the holder, nobody takes it.
    if (!isOurs()) endOrderly();
  });
  const record = (): void => home.replace(holderPath(home), JSON.stringify(holder));
  record();
  const follow = (engines: Holder["engines"]): void => {
    holder.engines = engines;
    try {
      record();
    } catch {
      // The disk is full, say: that ends nothing which runs.
    }
  };
  return {
    orphans: previous?.engines.filter(({ pid, began }) => isAlive(pid, began)).map(({ pid }) => pid) ?? [],
    engineStarted: (pid) => follow([...holder.engines, known(pid)]),
    engineEnded: (pid) => follow(holder.engines.filter((engine) => engine.pid !== pid)),
    async end() {
      if (isOurs()) rmSync(holderPath(home), { force: true });
      await release();
    },
  };
}

/** Whether an operation runs on this home now, and which: for `status`. */
export function currentOperation(home: Home): string | undefined {
  const holder = livingHolder(home);
  return holder && `${describe(holder)} is ${isStopped(holder) ? "stopped" : "running"}.`;
}

async function acquire(home: Home, onLost: () => void): Promise<Release> {
  // Whatever the lock's age: its holder may be stopped, or this machine may have slept.
  const holder = livingHolder(home);
  if (holder) throw busy(holder);
  // A dead holder's lock would go stale by itself; nobody should have to wait for that.
  if (readHolder(home)) rmSync(`${lockPath(home)}.lock`, { recursive: true, force: true });
  const release = await takeLock(lockPath(home), PATIENCE, onLost);
  const quicker = livingHolder(home);
  if (release && !quicker) return release;
  await release?.();
  throw busy(quicker);
}

function endOrderly(): void {
  process.stderr.write("Another operation has taken the sandbox over: this one ends.\n");
  process.kill(process.pid, "SIGTERM");
}

function busy(holder: Holder | undefined): CommandError {
  const who = holder ? describe(holder) : "Another lakestage operation";
  const what =
    holder && isStopped(holder)
      ? `is stopped. Let it go on (fg in its terminal, or kill -CONT ${holder.pid}) and wait for it to end, or end it`
      : "is running. Wait for it to end, or stop it";
  return new CommandError(`${who} ${what}, and run the command again.`, ExitCode.busy);
}

function describe({ command, pid, since }: Holder): string {
  return `"${command}" (process ${pid}, since ${new Date(since).toLocaleTimeString("en-GB")})`;
}

const known = (pid: number): z.infer<typeof processSchema> => ({ pid, began: processState(pid)?.began ?? "" });

const isStopped = ({ pid }: Holder): boolean => processState(pid)?.stopped === true;

function livingHolder(home: Home): Holder | undefined {
  const holder = readHolder(home);
  return holder && isAlive(holder.pid, holder.began) ? holder : undefined;
}

function readHolder(home: Home): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(holderPath(home), "utf8")));
  } catch {
    return undefined;
  }
}

import {
  findRunning,
  type Home,
  homeRefusal,
  listSnapshots,
  type Running,
  reset,
  restoreSnapshot,
  SilentError,
  type StartOptions,
  start,
  stop,
  takeSnapshot,
  tokenOf,
} from "../../sandbox/lifecycle";
import { moment } from "../../wording/moment";
import { endAtOnceOnSignals } from "../interruption";
import { beginOperation, currentOperation } from "../operation-lock";
import { plainTable, printed } from "../report/plain-table";
import type { Terminal } from "../terminal";

interface Printing {
  json?: boolean;
}

export async function startSandbox(home: Home, terminal: Terminal, options: StartOptions & Printing): Promise<void> {
  endAtOnceOnSignals();
  const started = await start(home, options);
  if (options.json) return terminal.result(JSON.stringify(started.addresses, undefined, 2));
  const how = {
    "already-running": "runs already",
    started: "has started",
    restarted: "was started again: its code changed",
  };
  terminal.result(`The sandbox ${how[started.how]}.\n${describeAddresses(started)}`);
}

export async function stopSandbox(home: Home, terminal: Terminal): Promise<void> {
  const operation = await beginOperation(home, "lakestage sandbox stop").catch((error: unknown) => {
    // Where nothing can be written, on a full disk say, no other operation begins either.
    if (!homeRefusal(home, error)) throw error;
  });
  try {
    terminal.result((await stop(home)) ? "The sandbox has stopped; its state stays." : "The sandbox is not running.");
  } finally {
    await operation?.end();
  }
}

export async function sandboxStatus(
  home: Home,
  terminal: Terminal,
  options: Printing & { calls?: boolean },
): Promise<void> {
  const running = await findRunning(home).catch((error: unknown) => {
    if (options.json && error instanceof SilentError)
      terminal.result(JSON.stringify({ running: true, answers: false, pid: error.pid }, undefined, 2));
    throw error;
  });
  const calls = options.calls ? await running?.operator.calls() : undefined;
  if (options.json) {
    const { pid, addresses, startedAt } = running ?? {};
    const runs = running !== undefined;
    return terminal.result(
      JSON.stringify({ running: runs, answers: runs, pid, startedAt, addresses, calls }, undefined, 2),
    );
  }
  if (!running) return terminal.result("The sandbox is not running. Start it: lakestage sandbox start");
  terminal.result(`The sandbox runs (process ${running.pid}).\n${describeAddresses(running)}`);
  const operation = currentOperation(home);
  if (operation) terminal.result(operation);
  for (const [name, count] of Object.entries(calls ?? {})) terminal.result(`${String(count).padStart(8)}  ${name}`);
}

export async function resetSandbox(home: Home, terminal: Terminal, options: StartOptions): Promise<void> {
  await alone(home, "lakestage sandbox reset", async () => {
    const running = await reset(home, options);
    terminal.result(`The sandbox is as new.\n${describeAddresses(running)}`);
  });
}

export async function snapshotSandbox(
  home: Home,
  terminal: Terminal,
  name: string | undefined,
  { json }: Printing,
): Promise<void> {
  if (name !== undefined) {
    return await alone(home, "lakestage sandbox snapshot", async () => {
      takeSnapshot(home, name);
      terminal.result(`Saved as "${name}". Go back to it with: lakestage sandbox restore ${name}`);
    });
  }
  const snapshots = listSnapshots(home);
  if (json) return terminal.result(JSON.stringify(snapshots, undefined, 2));
  if (snapshots.length === 0)
    return terminal.result("Nothing is saved yet. Save the state: lakestage sandbox snapshot NAME");
  const table = plainTable(["name", "taken"]);
  for (const snapshot of snapshots) table.push([snapshot.name, moment(snapshot.takenAt)]);
  terminal.result(printed(table));
}

export async function restoreSandbox(home: Home, terminal: Terminal, name: string): Promise<void> {
  await alone(home, "lakestage sandbox restore", async () => {
    const running = await restoreSnapshot(home, name);
    terminal.result(`The sandbox is as it was at "${name}".\n${describeAddresses(running)}`);
  });
}

/** Prints the token alone, so that it can be piped or assigned. */
export async function printToken(home: Home, terminal: Terminal, name: string): Promise<void> {
  endAtOnceOnSignals();
  await start(home);
  terminal.result(tokenOf(home, name));
}

async function alone(home: Home, command: string, work: () => Promise<void>): Promise<void> {
  const operation = await beginOperation(home, command);
  try {
    await work();
  } finally {
    await operation.end();
  }
}

function describeAddresses({ addresses }: Running): string {
  const table = plainTable(["API", "address"]);
  table.push(["Databricks account", addresses.account], ["Azure Resource Manager", addresses.arm]);
  for (const [name, address] of Object.entries(addresses.workspaces)) table.push([`workspace ${name}`, address]);
  return printed(table);
}

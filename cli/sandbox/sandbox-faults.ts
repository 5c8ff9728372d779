import { findRunning, type Home, type OperatorClient } from "../../sandbox/lifecycle";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { plainTable, printed } from "../report/plain-table";
import type { Terminal } from "../terminal";

/** @param fault members of a fault, as the command line names them. */
export async function addFault(home: Home, terminal: Terminal, fault: Record<string, string | number>): Promise<void> {
  const { id } = await (await operator(home)).addFault(fault);
  terminal.result(`Fault ${id} is in force, also after a restart. End it with: lakestage sandbox fault clear`);
}

export async function listFaults(home: Home, terminal: Terminal, { json }: { json?: boolean }): Promise<void> {
  const active = await (await operator(home)).faults();
  if (json) return terminal.result(JSON.stringify(active, undefined, 2));
  if (active.length === 0) return terminal.result("No faults are in force.");
  const table = plainTable(["id", "kind", "operation", "matching calls", "hits"]);
  for (const { id, fault, seen, hits } of active) {
    table.push([String(id), fault.kind ?? "", fault.operation ?? "*", String(seen), String(hits)]);
  }
  terminal.result(printed(table));
}

export async function clearFaults(home: Home, terminal: Terminal): Promise<void> {
  await (await operator(home)).clearFaults();
  terminal.result("No faults are in force.");
}

async function operator(home: Home): Promise<OperatorClient> {
  const running = await findRunning(home);
  if (running) return running.operator;
  throw new CommandError("The sandbox is not running. Start it: lakestage sandbox start", ExitCode.mistake);
}

import { mkdirSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { version } from "../package.json";
import { ControlPlane, PortInUseError, Store, Tokens } from "./control-plane";
import { announce, type StartReport } from "./lifecycle/announcement";
import { BoundedLog } from "./lifecycle/bounded-log";
import { Home } from "./lifecycle/home";
import { processState } from "./lifecycle/processes";
import { readSeed, SeedFileError, SHIPPED_SEED } from "./seed-file";
import { services } from "./services/services";

/** The control plane's process: `--home DIR --first-port N [--seed FILE]`. `lakestage sandbox start` runs it. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      home: { type: "string" },
      "first-port": { type: "string" },
      seed: { type: "string", default: SHIPPED_SEED },
    },
  });
  if (!values.home || !values["first-port"]) throw new Error("--home and --first-port are required");
  const home = new Home(values.home, Number(values["first-port"]));
  // Whatever it writes is its owner's only.
  process.umask(0o077);
  mkdirSync(home.state, { recursive: true });

  const log = new BoundedLog(home.log);
  const store = new Store(home.database());
  const controlPlane = new ControlPlane({
    store,
    tokens: Tokens.of(home.directory),
    seed: readSeed(values.seed),
    services,
    firstPort: home.firstPort,
    log: log.write,
  });
  // When its code was read: what changes from now on is newer than this process.
  const startedAt = new Date(performance.timeOrigin).toISOString();
  const addresses = await controlPlane.start();
  const began = processState(process.pid)?.began ?? "";
  announce(home, { pid: process.pid, began, addresses, startedAt, version });

  const end = async (): Promise<void> => {
    await controlPlane.stop();
    store.close();
    log.close();
    rmSync(home.announcement, { force: true });
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void end());
  process.once("exit", log.flush);
  report({ kind: "ready" });
}

function report(message: StartReport): void {
  // Started by hand there is nobody to report to but the terminal.
  if (process.send) process.send(message, () => process.disconnect());
  else console.log(JSON.stringify(message));
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  if (error instanceof PortInUseError) report({ kind: "port-in-use", message: error.message });
  else if (error instanceof SeedFileError) report({ kind: "seed-refused", message: error.message });
  else {
    console.error(error);
    report({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});

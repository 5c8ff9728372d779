import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { version } from "../package.json";
import { DataServer, DataServerError } from "./compute/data-server";
import { pythonEnvironment } from "./compute/python";
import {
  ControlPlane,
  type ControlPlaneOptions,
  PortInUseError,
  requireSeeded,
  StateFileError,
  Store,
  Tokens,
  UntrustedFileError,
} from "./control-plane";
import { type Announcement, announce, lastAnnouncement, type StartReport } from "./lifecycle/announcement";
import { BoundedLog } from "./lifecycle/bounded-log";
import { Home, HomeError, homeRefusal } from "./lifecycle/home";
import { keepAnnounced } from "./lifecycle/keep-announced";
import { MisplacedError } from "./lifecycle/misplaced-error";
import { processState } from "./lifecycle/processes";
import { areTriggersPaused } from "./lifecycle/triggers-setting";
import { readSeed, SeedFileError, SHIPPED_SEED } from "./seed-file";
import { AlertSchedules } from "./services/alerts/alert-schedules";
import { attachDataServer } from "./services/data/attached";
import { governorOf } from "./services/data/governor";
import { keepStorageSwept } from "./services/data/sweep";
import { jobsBackground } from "./services/jobs/background";
import { isTaskToken } from "./services/jobs/runs/task-tokens";
import { taskExecutor } from "./services/jobs/task-executors";
import { services } from "./services/services";

/** Has the code that jobs run, where the estate has none of its own. */
const CHECKOUT = join(__dirname, "..");

/** The packages of the runtime, with those of the shipped code: what functions in SQL and DataFrames may import. */
const RUNTIME_REQUIREMENTS = join("pipelines", "requirements.txt");

/** The control plane's process: `--home DIR --first-port N [--seed FILE] [--estate DIR]`. `lakestage sandbox start` runs it. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      home: { type: "string" },
      "first-port": { type: "string" },
      seed: { type: "string", default: SHIPPED_SEED },
      estate: { type: "string", default: process.env.LAKESTAGE_PROJECT ?? CHECKOUT },
    },
  });
  if (!values.home || !values["first-port"]) throw new Error("--home and --first-port are required");
  const home = new Home(values.home, Number(values["first-port"]));
  try {
    await run(home, values.seed, resolve(values.estate));
  } catch (error) {
    throw homeRefusal(home, error) ?? error;
  }
}

async function run(home: Home, seed: string, estate: string): Promise<void> {
  // Whatever this process writes is its owner's only.
  process.umask(0o077);
  // What cannot be written there is lost; it ends nothing.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const log = new BoundedLog(home.log);
  const options = { tokens: Tokens.of(home.directory), seed: readSeed(seed), services, firstPort: home.firstPort };
  if (!existsSync(home.state)) makeState(home, options);
  const store = new Store(home.database());
  requireSeeded(store, home.database());
  const controlPlane = new ControlPlane({
    ...options,
    store,
    log: log.write,
    background: (kernel) => {
      const triggersPaused = areTriggersPaused(process.env);
      const executor = taskExecutor({
        perform: kernel.perform,
        folder: home.tasks,
        estate,
        checkouts: [checkoutOf(estate), CHECKOUT],
        tell: (line) => log.write(line, true),
      });
      const parts = [
        jobsBackground(kernel, executor, { triggersPaused }),
        ...(triggersPaused ? [] : [new AlertSchedules(kernel)]),
      ];
      return {
        stop: async () => {
          await Promise.all(parts.map((part) => part.stop()));
        },
      };
    },
  });
  // When its code was read: what changes from now on is newer than this process.
  const startedAt = new Date(performance.timeOrigin).toISOString();
  const ownLock = join(estate, RUNTIME_REQUIREMENTS);
  const lockFile = existsSync(ownLock) ? ownLock : join(CHECKOUT, RUNTIME_REQUIREMENTS);
  // Before the control plane, which goes on with its runs as soon as it has started.
  const dataServer = await DataServer.open({
    home: home.directory,
    storageRoot: home.storage,
    port: home.dataPort,
    govern: governorOf(controlPlane, store, isTaskToken),
    environment: process.env,
    log: log.write,
    python: async () => (await pythonEnvironment(lockFile, (line) => log.write(line, true))).python,
  });
  attachDataServer(store, dataServer);
  const stopSweeping = keepStorageSwept(store, log.write);
  const addresses = await controlPlane.start().catch(async (error: unknown) => {
    await dataServer.close();
    throw error;
  });
  const began = processState(process.pid)?.began ?? "";
  const announcement: Announcement = { pid: process.pid, began, addresses, startedAt, version };
  announce(home, announcement);

  const end = async (): Promise<void> => {
    letGo();
    await dataServer.close();
    await controlPlane.stop();
    stopSweeping();
    store.close();
    log.close();
    if (lastAnnouncement(home)?.pid === process.pid) rmSync(home.announcement, { force: true });
    process.exit(0);
  };
  const letGo = keepAnnounced(home, announcement, () => {
    log.write("The state is gone, or another control plane has it: this one ends.");
    void end();
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void end());
  process.once("exit", log.flush);
  report({ kind: "ready" });
}

/** The top of the Git checkout that the estate's folder is in; the folder itself where it is in none. */
function checkoutOf(estate: string): string {
  const { status, stdout } = spawnSync("git", ["rev-parse", "--show-toplevel"], { cwd: estate, encoding: "utf8" });
  return status === 0 ? stdout.trim() : estate;
}

/** Makes a new state aside, and seeds it: one that is there and holds nothing was damaged, and is not taken for a new one. */
function makeState(home: Home, options: Omit<ControlPlaneOptions, "store">): void {
  const unfinished = `${home.state}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished);
  const store = new Store(":memory:");
  new ControlPlane({ ...options, store });
  store.copyTo(home.database(unfinished));
  store.close();
  renameSync(unfinished, home.state);
}

function report(message: StartReport): void {
  // Started by hand there is nobody to report to but the terminal.
  if (process.send) process.send(message, () => process.disconnect());
  else console.log(JSON.stringify(message));
}

function problemOf(error: unknown): Extract<StartReport, { kind: "refused" }>["problem"] | undefined {
  if (error instanceof PortInUseError || error instanceof DataServerError) return "port-in-use";
  if (error instanceof SeedFileError) return "misuse";
  if (error instanceof HomeError) return "unwritable";
  if (error instanceof UntrustedFileError || error instanceof MisplacedError) return "damaged";
  if (error instanceof StateFileError) return error.problem === "damaged" ? "damaged" : "unwritable";
  return undefined;
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  const message = error instanceof Error ? error.message : String(error);
  const problem = problemOf(error);
  if (problem) return report({ kind: "refused", problem, message });
  console.error(error);
  report({ kind: "failed", message });
});

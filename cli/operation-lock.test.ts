import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Home } from "../sandbox/lifecycle/home";
import { beginOperation, currentOperation } from "./operation-lock";

/** Longer than a holder needs to notice what became of its lock. */
const UPDATE_MILLISECONDS = 6500;

let home: Home;
let other: ChildProcess | undefined;

beforeEach(() => {
  home = new Home(mkdtempSync(join(tmpdir(), "lakestage-lock-")), 7400);
});

afterEach(() => {
  other?.kill("SIGKILL");
  other = undefined;
  rmSync(home.directory, { recursive: true, force: true });
});

/** Another process that holds the lock, with `engines` running, until it is killed. */
async function holdElsewhere(engines: number[] = []): Promise<ChildProcess> {
  const script = `
    require("tsx/cjs");
    const { beginOperation } = require(${JSON.stringify(join(__dirname, "operation-lock.ts"))});
    const { Home } = require(${JSON.stringify(join(__dirname, "../sandbox/lifecycle/home.ts"))});
    beginOperation(new Home(${JSON.stringify(home.directory)}, 7400), "lakestage up").then((operation) => {
      for (const engine of ${JSON.stringify(engines)}) operation.engineStarted(engine);
      process.send("held");
      setInterval(() => {}, 1000);
    });`;
  other = spawn(process.execPath, ["-e", script], {
    cwd: join(__dirname, ".."),
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await once(other, "message");
  return other;
}

test("a second operation is refused at once, naming the first, its process and its time", async () => {
  const { pid } = await holdElsewhere();
  const second = beginOperation(home, "lakestage destroy");
  await expect(second).rejects.toThrow(
    new RegExp(`^"lakestage up" \\(process ${pid}, since \\d\\d:\\d\\d:\\d\\d\\) is running`),
  );
  await expect(second).rejects.toMatchObject({ exitCode: 4 });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(10);
}

/** As if nobody had seen the holder for a minute: it was stopped, or the machine slept. */
function ageLock(): void {
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(join(home.directory, "operation.lock"), longAgo, longAgo);
}

test("a holder that was stopped keeps its lock however long that lasts, and is named as stopped", async () => {
  const holder = await holdElsewhere();
  holder.kill("SIGSTOP");
  await until(() => currentOperation(home)?.endsWith("is stopped.") === true);
  ageLock();
  const second = beginOperation(home, "lakestage up");
  await expect(second).rejects.toThrow(
    new RegExp(`^"lakestage up" \\(process ${holder.pid}, since [\\d:]+\\) is stopped\\. Let it go on \\(fg`),
  );
  await expect(second).rejects.toMatchObject({ exitCode: 4 });
  holder.kill("SIGCONT");
  await until(() => currentOperation(home)?.endsWith("is running.") === true);
});

test("a holder whose lock was deleted goes on, and still nobody takes it", async () => {
  const holder = await holdElsewhere();
  rmSync(join(home.directory, "operation.lock"), { recursive: true });
  await pause(UPDATE_MILLISECONDS);
  expect(holder.exitCode).toBeNull();
  await expect(beginOperation(home, "lakestage up")).rejects.toMatchObject({ exitCode: 4 });
}, 30_000);

test("a process that was given a dead holder's id is no holder", async () => {
  const { pid, began } = { pid: process.pid, began: "another machine start 1" };
  const holder = { pid, began, since: new Date().toISOString(), command: "lakestage up", engines: [] };
  writeFileSync(join(home.directory, "operation.json"), JSON.stringify(holder));
  mkdirSync(join(home.directory, "operation.lock"));
  expect(currentOperation(home)).toBeUndefined();
  await (await beginOperation(home, "lakestage up")).end();
});

test("a process that was given a dead engine's id is no orphan", async () => {
  const engines = [process.pid, process.ppid].map((pid) => ({ pid, began: "another machine start 1" }));
  const holder = { pid: process.pid, began: "another machine start 1", since: "", command: "lakestage up", engines };
  writeFileSync(join(home.directory, "operation.json"), JSON.stringify(holder));
  const operation = await beginOperation(home, "lakestage up");
  expect(operation.orphans).toEqual([]);
  await operation.end();
});

test.each(["", '{"pid":', "nonsense", '{"pid":"x"}'])(
  "a holder's file that holds %j hinders nobody",
  async (content) => {
    writeFileSync(join(home.directory, "operation.json"), content);
    await (await beginOperation(home, "lakestage up")).end();
  },
);

test("a killed holder's lock is taken over, and the engines that it left are known", async () => {
  const holder = await holdElsewhere([process.pid]);
  holder.kill("SIGKILL");
  await once(holder, "exit");
  const operation = await beginOperation(home, "lakestage up");
  expect(operation.orphans).toEqual([process.pid]);
  await operation.end();
});

test("an operation that ended leaves nothing in the way of the next", async () => {
  await (await beginOperation(home, "lakestage up")).end();
  const next = await beginOperation(home, "lakestage up");
  expect(next.orphans).toEqual([]);
  expect(currentOperation(home)).toContain('"lakestage up"');
  await next.end();
  expect(currentOperation(home)).toBeUndefined();
});

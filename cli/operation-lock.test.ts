import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Home } from "../sandbox/lifecycle/home";
import { beginOperation, currentOperation } from "./operation-lock";

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
  expect(await currentOperation(home)).toContain('"lakestage up"');
  await next.end();
  expect(await currentOperation(home)).toBeUndefined();
});

import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import {
  deployerToken,
  findRunning,
  isAlive,
  listSnapshots,
  reset,
  restoreSnapshot,
  SandboxError,
  start,
  stop,
  takeSnapshot,
  tokenOf,
} from "../sandbox/lifecycle";
import { lastAnnouncement } from "../sandbox/lifecycle/announcement";
import { Home } from "../sandbox/lifecycle/home";

/** Away from the default ports, and from those that tests of other folders use. */
const FIRST_PORT = 17_410;

// Processes are started for real here; a busy machine needs its time.
jest.setTimeout(120_000);

let home: Home;
let blocker: Server | undefined;

beforeEach(() => {
  home = new Home(mkdtempSync(join(tmpdir(), "lakestage-home-")), FIRST_PORT);
});

afterEach(async () => {
  blocker?.close();
  blocker = undefined;
  await stop(home);
  rmSync(home.directory, { recursive: true, force: true });
});

/** Groups of the account, as the deployer sees them: something that can be changed and looked at. */
async function groups(): Promise<string[]> {
  const answer = await scim("GET", "");
  return ((await answer.json()) as { Resources: { displayName: string }[] }).Resources.map(
    ({ displayName }) => displayName,
  );
}

async function scim(method: string, path: string, body?: object): Promise<Response> {
  const account = "7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001";
  return await fetch(`http://127.0.0.1:${FIRST_PORT}/api/2.0/accounts/${account}/scim/v2/Groups${path}`, {
    method,
    headers: { authorization: `Bearer ${deployerToken(home)}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

test("starting twice is starting once", async () => {
  const first = await start(home);
  const second = await start(home);
  expect([first.how, second.how]).toEqual(["started", "already-running"]);
  expect(second.pid).toBe(first.pid);
});

test("what was acknowledged is there after a kill and a new start, and the stale announcement misleads nobody", async () => {
  const { pid } = await start(home);
  await scim("POST", "", { displayName: "new-group" });
  process.kill(pid, "SIGKILL");
  while (await findRunning(home)) await new Promise(setImmediate);
  expect(existsSync(home.announcement)).toBe(true);
  expect((await start(home)).how).toBe("started");
  expect(await groups()).toContain("new-group");
});

test("stopping ends the process, and there is nothing to stop a second time", async () => {
  await start(home);
  expect(await stop(home)).toBe(true);
  expect(await findRunning(home)).toBeUndefined();
  expect(await stop(home)).toBe(false);
});

test("a port of another program is one clear problem", async () => {
  blocker = createServer().listen(FIRST_PORT + 1, "127.0.0.1");
  await new Promise((resolve) => blocker?.once("listening", resolve));
  const starting = start(home);
  await expect(starting).rejects.toThrow(`Port ${FIRST_PORT + 1}, which the sandbox needs for Azure Resource Manager`);
  await expect(starting).rejects.toMatchObject({ problem: "port-in-use" });
});

test("a seed with mistakes is refused with their lines", async () => {
  const seed = join(home.directory, "seed.yaml");
  writeFileSync(seed, "account:\n  id: nonsense\n");
  const starting = start(home, { seed });
  await expect(starting).rejects.toThrow(`${seed}:2:7: account.id:`);
  await expect(starting).rejects.toMatchObject({ problem: "misuse" });
});

test("a restored snapshot is the state of its time, in the control plane and in the engine's stacks", async () => {
  await start(home);
  const stack = join(home.stacks, "dev.json");
  await scim("POST", "", { displayName: "before" });
  writeStack(stack, "before");
  takeSnapshot(home, "good");
  await scim("POST", "", { displayName: "after" });
  writeStack(stack, "after");

  await restoreSnapshot(home, "good");

  expect(await groups()).toContain("before");
  expect(await groups()).not.toContain("after");
  expect(readFileSync(stack, "utf8")).toBe("before");
  expect(listSnapshots(home).map(({ name }) => name)).toEqual(["good"]);
});

test.each(["", '{"version":3,"checkpoint":', "[]"])(
  "a stack's state that holds %j is neither saved nor restored: the message names it, and nothing is changed",
  async (content) => {
    await start(home);
    const stack = ".pulumi/stacks/lakestage/dev.json";
    const whole = JSON.stringify({ version: 3, checkpoint: { stack: "dev" } });
    writeStack(join(home.stacks, stack), whole);
    takeSnapshot(home, "good");
    writeStack(join(home.stacks, stack), content);
    expect(() => takeSnapshot(home, "bad")).toThrow(`${join(home.stacks, stack)}, is damaged, and nothing was saved.`);
    expect(listSnapshots(home).map(({ name }) => name)).toEqual(["good"]);
    writeStack(join(home.snapshots, "good", basename(home.stacks), stack), content);
    writeStack(join(home.stacks, stack), whole);
    await expect(restoreSnapshot(home, "good")).rejects.toMatchObject({ problem: "damaged" });
    expect(readFileSync(join(home.stacks, stack), "utf8")).toBe(whole);
  },
);

test("a stopped sandbox can be saved, too", async () => {
  await start(home);
  await scim("POST", "", { displayName: "before" });
  await stop(home);
  takeSnapshot(home, "good");
  await reset(home);
  expect(await groups()).not.toContain("before");
  await restoreSnapshot(home, "good");
  expect(await groups()).toContain("before");
});

test.each(["../escape", ".hidden", "", "a/b"])("%j names no snapshot", async (name) => {
  expect(() => takeSnapshot(home, name)).toThrow(SandboxError);
  await expect(restoreSnapshot(home, name)).rejects.toThrow(SandboxError);
});

test("an unknown snapshot is answered with those that there are", async () => {
  await start(home);
  takeSnapshot(home, "good");
  await expect(restoreSnapshot(home, "goood")).rejects.toThrow('There is no snapshot "goood". There are: good.');
  expect(() => takeSnapshot(home, "good")).toThrow('There is a snapshot "good" already.');
});

test("tokens stay the same over a reset, and are given to nobody unknown", async () => {
  await start(home);
  const before = tokenOf(home, "data.scientist@lakestage.example");
  await reset(home);
  expect(tokenOf(home, "data.scientist@lakestage.example")).toBe(before);
  expect(tokenOf(home, "lakestage-deployer")).toBe(deployerToken(home));
  expect(() => tokenOf(home, "nobody")).toThrow(/Nobody in the sandbox is called "nobody"\. There are: .*outsider/);
  expect(() => tokenOf(home, "data-scientists")).toThrow('"data-scientists" is a group');
});

test("all that a home holds is for its owner only, a snapshot and what is restored of it too", async () => {
  chmodSync(home.directory, 0o755);
  await start(home);
  writeStack(join(home.stacks, "dev.json"), "before");
  takeSnapshot(home, "good");
  chmodSync(home.snapshots, 0o755);
  chmodSync(join(home.snapshots, "good", "control-plane.db"), 0o644);
  await restoreSnapshot(home, "good");
  expect(openToOthers(home.directory)).toEqual(["snapshots", "snapshots/good/control-plane.db"]);
});

test("a control plane that hangs is told from none, and is ended by a stop, which loses nothing", async () => {
  const { pid } = await start(home);
  await scim("POST", "", { displayName: "before" });
  process.kill(pid, "SIGSTOP");
  const silence = `The sandbox runs, but does not answer (process ${pid}). End it, its state stays: lakestage sandbox stop`;
  await expect(findRunning(home)).rejects.toThrow(silence);
  await expect(start(home)).rejects.toThrow(silence);
  expect(await stop(home)).toBe(true);
  expect(isAlive(pid)).toBe(false);
  expect((await start(home)).how).toBe("started");
  expect(await groups()).toContain("before");
});

test("a process that has an ended control plane's id is left alone", async () => {
  await start(home);
  await stop(home);
  const bystander = spawn("sleep", ["60"]);
  const announced = { pid: bystander.pid, began: "another machine start 1", startedAt: new Date().toISOString() };
  const addresses = { account: "http://127.0.0.1:9", arm: "http://127.0.0.1:9", workspaces: {} };
  writeFileSync(home.announcement, JSON.stringify({ ...announced, version: "0.1.0", addresses }));
  expect(await stop(home)).toBe(false);
  expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
  bystander.kill();
});

test("the operator's token is sent to nobody who took an ended control plane's ports", async () => {
  const { pid } = await start(home);
  process.kill(pid, "SIGKILL");
  let asked = 0;
  blocker = createServer(() => asked++);
  // Its ports are free a moment after it has ended.
  blocker.on("error", () => setTimeout(() => blocker?.listen(FIRST_PORT, "127.0.0.1"), 10));
  blocker.listen(FIRST_PORT, "127.0.0.1");
  await new Promise((resolve) => blocker?.once("listening", resolve));
  expect(await findRunning(home)).toBeUndefined();
  rmSync(home.announcement);
  expect(await findRunning(home)).toBeUndefined();
  expect(asked).toBe(0);
});

test("the operator's token is sent to no other machine, whatever the announcement says", () => {
  const announced = { pid: process.pid, began: "", startedAt: new Date().toISOString(), version: "0.1.0" };
  for (const account of [
    "http://example.com:7400",
    "http://127.0.0.1:80@example.com",
    "http://127.0.0.1.example.com:1",
  ]) {
    const addresses = { account, arm: account, workspaces: {} };
    writeFileSync(home.announcement, JSON.stringify({ ...announced, addresses }));
    expect(lastAnnouncement(home)).toBeUndefined();
  }
});

function writeStack(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** The files and folders in `directory` that other users may use, but for those in which the engine works. */
function openToOthers(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(directory, path)).mode & 0o077)
    .sort();
}

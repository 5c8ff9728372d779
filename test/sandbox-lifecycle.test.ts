import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  deployerToken,
  findRunning,
  listSnapshots,
  reset,
  restoreSnapshot,
  SandboxError,
  start,
  stop,
  takeSnapshot,
  tokenOf,
} from "../sandbox/lifecycle";
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
  await takeSnapshot(home, "good");
  await scim("POST", "", { displayName: "after" });
  writeStack(stack, "after");

  await restoreSnapshot(home, "good");

  expect(await groups()).toContain("before");
  expect(await groups()).not.toContain("after");
  expect(readFileSync(stack, "utf8")).toBe("before");
  expect(listSnapshots(home).map(({ name }) => name)).toEqual(["good"]);
});

test("a stopped sandbox can be saved, too", async () => {
  await start(home);
  await scim("POST", "", { displayName: "before" });
  await stop(home);
  await takeSnapshot(home, "good");
  await reset(home);
  expect(await groups()).not.toContain("before");
  await restoreSnapshot(home, "good");
  expect(await groups()).toContain("before");
});

test.each(["../escape", ".hidden", "", "a/b"])("%j names no snapshot", async (name) => {
  await expect(takeSnapshot(home, name)).rejects.toThrow(SandboxError);
  await expect(restoreSnapshot(home, name)).rejects.toThrow(SandboxError);
});

test("an unknown snapshot is answered with those that there are", async () => {
  await start(home);
  await takeSnapshot(home, "good");
  await expect(restoreSnapshot(home, "goood")).rejects.toThrow('There is no snapshot "goood". There are: good.');
  await expect(takeSnapshot(home, "good")).rejects.toThrow('There is a snapshot "good" already.');
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

test("what holds keys is for its owner only", async () => {
  await start(home);
  expect(statSync(join(home.directory, "token-key")).mode & 0o077).toBe(0);
  expect(statSync(home.state).mode & 0o077).toBe(0);
});

function writeStack(file: string, content: string): void {
  mkdirSync(home.stacks, { recursive: true });
  writeFileSync(file, content);
}

import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ExitCode } from "../cli/exit-code";
import { endsWithin } from "../sandbox/lifecycle";
import { Estate, type Outcome } from "./harness/estate";
import { freePorts } from "./harness/free-ports";

const MINUTES = 60_000;
jest.setTimeout(2 * MINUTES);

const ACCOUNT = "7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001";
const NOBODY = 65_534;
/** Only root may give files away, and mount disks of any size. */
const asRoot = process.getuid?.() === 0 ? test : test.skip;

let estate: Estate;
beforeEach(async () => {
  estate = await Estate.create();
});
afterEach(() => estate.dispose());

const pidOf = ({ home }: Estate): number =>
  (JSON.parse(readFileSync(join(home, "control-plane.json"), "utf8")) as { pid: number }).pid;

/** One message that names what is wrong, and no trace of where it was noticed. */
function expectRefusal(outcome: Outcome, exitCode: number, ...says: string[]): void {
  for (const part of says) expect(outcome.stderr).toContain(part);
  expect(outcome.stderr).not.toMatch(/^ {4}at /m);
  expect(outcome.stderr.split("\n")).toHaveLength(1);
  expect(outcome.exitCode).toBe(exitCode);
}

async function postGroup({ firstPort }: Estate, token: string, displayName: string): Promise<unknown[]> {
  const response = await fetch(`http://127.0.0.1:${firstPort}/api/2.0/accounts/${ACCOUNT}/scim/v2/Groups`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ displayName }),
  });
  return [response.status, await response.json()];
}

async function groupNames({ firstPort }: Estate, token: string): Promise<string[]> {
  const response = await fetch(`http://127.0.0.1:${firstPort}/api/2.0/accounts/${ACCOUNT}/scim/v2/Groups?count=100`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { Resources: groups } = (await response.json()) as { Resources: { displayName: string }[] };
  return groups.map(({ displayName }) => displayName);
}

test("a control plane that hangs is named by every command, and is ended by a stop", async () => {
  await estate.succeed("sandbox", "start");
  const pid = pidOf(estate);
  process.kill(pid, "SIGSTOP");
  const silence = `The sandbox runs, but does not answer (process ${pid}). End it, its state stays: lakestage sandbox stop`;
  for (const command of [["status"], ["start"], ["token", "lakestage-deployer"]]) {
    expectRefusal(await estate.run("sandbox", ...command), ExitCode.sandboxBroken, silence);
  }
  const status = await estate.run("sandbox", "status", "--json");
  expect([JSON.parse(status.stdout), status.exitCode]).toEqual([{ running: true, answers: false, pid }, 9]);
  expect((await estate.succeed("status", "dev")).stdout).toContain(silence);
  expect((await estate.succeed("sandbox", "stop")).stdout).toBe("The sandbox has stopped; its state stays.");
  expect((await estate.json<{ running: boolean }>("sandbox", "status")).running).toBe(false);
});

test("an `up` that was stopped keeps the sandbox to itself, and the next command says so", async () => {
  await estate.succeed("sandbox", "start");
  const up = estate.start("up", "dev.platform");
  while (!existsSync(join(estate.home, "operation.json"))) await pause(20);
  process.kill(up.pid ?? 0, "SIGSTOP");
  // Longer than a lock is fresh that nobody refreshes.
  await pause(12_000);
  expectRefusal(
    await estate.run("sandbox", "snapshot", "x"),
    ExitCode.busy,
    `"lakestage up" (process ${up.pid}, since `,
    `is stopped. Let it go on (fg in its terminal, or kill -CONT ${up.pid}) and wait for it to end, or end it`,
  );
  up.kill("SIGKILL");
  await up;
  await estate.succeed("sandbox", "snapshot", "x");
});

test("a key that is cut off, or open to others, starts nothing and gives no tokens until it is deleted", async () => {
  const key = join(estate.home, "token-key");
  await estate.succeed("sandbox", "start");
  await estate.succeed("sandbox", "stop");
  for (const content of ["", "0123"]) {
    writeFileSync(key, content);
    expectRefusal(await estate.run("sandbox", "start"), ExitCode.sandboxBroken, `${key} is damaged`, "Delete it");
  }
  rmSync(key);
  await estate.succeed("sandbox", "start");
  chmodSync(key, 0o644);
  const token = await estate.run("sandbox", "token", "lakestage-deployer");
  expectRefusal(token, ExitCode.sandboxBroken, `${key} is open to other users`, `chmod 600 ${key}`);
  chmodSync(key, 0o600);
  writeFileSync(key, "0123");
  expectRefusal(await estate.run("sandbox", "status"), ExitCode.sandboxBroken, `${key} is damaged`);
  // Whoever runs is ended also without a key to ask it with.
  expect((await estate.succeed("sandbox", "stop")).stdout).toBe("The sandbox has stopped; its state stays.");
});

test("a control plane whose announcement is lost is found again, and no second one gets its state", async () => {
  const announcement = join(estate.home, "control-plane.json");
  const losses = [
    () => rmSync(announcement),
    () => truncateSync(announcement, 30),
    () => {
      rmSync(announcement);
      mkdirSync(announcement);
    },
  ];
  await estate.succeed("sandbox", "start");
  const pid = pidOf(estate);
  for (const lose of losses) {
    lose();
    await pause(2500);
    expect((await estate.json<{ pid: number }>("sandbox", "status")).pid).toBe(pid);
  }
  const elsewhere = Estate.at(estate.home, await freePorts(11));
  expect((await elsewhere.succeed("sandbox", "start")).stdout).toContain("The sandbox runs already.");
  expect((await estate.succeed("sandbox", "stop")).stdout).toBe("The sandbox has stopped; its state stays.");
});

test("a control plane whose state was taken away ends, and acknowledges nothing more", async () => {
  await estate.succeed("sandbox", "start");
  const pid = pidOf(estate);
  rmSync(estate.home, { recursive: true });
  expect(await endsWithin(pid, 10_000)).toBe(true);
  await estate.succeed("sandbox", "start");
});

test("what lies in the place of a file of the home is named, and is in nobody's way once it is moved away", async () => {
  const folder = (path: string): unknown => mkdirSync(path);
  const file = (path: string): void => writeFileSync(path, "");
  const link = (path: string): void => symlinkSync(join(estate.home, "nowhere/else"), path);
  const placed: [string, (path: string) => unknown, string, string[]][] = [
    ["control-plane.log", folder, "a folder", ["start"]],
    ["control-plane.log", link, "a link that leads nowhere", ["start"]],
    ["token-key", link, "a link that leads nowhere", ["start"]],
    ["state", link, "a link that leads nowhere", ["start"]],
    ["operation.json", folder, "a folder", ["snapshot", "x"]],
    ["snapshots", file, "a file", ["snapshot"]],
    ["snapshots", link, "a link that leads nowhere", ["snapshot", "y"]],
  ];
  for (const [name, place, what, command] of placed) {
    const path = join(estate.home, name);
    rmSync(path, { recursive: true, force: true });
    place(path);
    const says = `${path} is ${what}, where the sandbox keeps something else. Put back what belongs there, or move it away`;
    expectRefusal(await estate.run("sandbox", ...command), ExitCode.sandboxBroken, says);
    rmSync(path, { recursive: true });
    await estate.succeed("sandbox", "start");
    await estate.succeed("sandbox", ...command);
    await estate.succeed("sandbox", "stop");
  }
});

test("something in the way keeps nobody from a stop", async () => {
  await estate.succeed("sandbox", "start");
  for (const name of ["operation.json", "operation.lock"]) mkdirSync(join(estate.home, name));
  expect((await estate.succeed("sandbox", "stop")).stdout).toBe("The sandbox has stopped; its state stays.");
});

asRoot("a home that another user prepared is not used", async () => {
  writeFileSync(join(estate.home, "token-key"), "00".repeat(32), { mode: 0o644 });
  for (const planted of [estate.home, join(estate.home, "token-key")]) chownSync(planted, NOBODY, NOBODY);
  chmodSync(estate.home, 0o777);
  const foreign = `The sandbox's folder, ${estate.home}, belongs to another user (${NOBODY}).`;
  expectRefusal(await estate.run("sandbox", "start"), ExitCode.missing, foreign);
  expectRefusal(await estate.run("up", "dev"), ExitCode.missing, foreign);
  expect(readdirSync(estate.home)).toEqual(["token-key"]);
});

test("what a home holds is its owner's alone, whatever its folder and the shell allow others", async () => {
  chmodSync(estate.home, 0o755);
  const before = process.umask(0o000);
  try {
    await estate.succeed("sandbox", "start");
    await estate.succeed("sandbox", "snapshot", "good");
    await estate.succeed("sandbox", "restore", "good");
  } finally {
    process.umask(before);
  }
  const open = [".", ...readdirSync(estate.home, { recursive: true, encoding: "utf8" })].filter(
    (path) => statSync(join(estate.home, path)).mode & 0o077,
  );
  expect(open).toEqual([]);
});

test("a state that is damaged is named with what to do, which then works; nothing half-made stays", async () => {
  const database = join(estate.home, "state/control-plane.db");
  await estate.succeed("sandbox", "start");
  const token = await estate.token("lakestage-deployer");
  await postGroup(estate, token, "saved");
  await estate.succeed("sandbox", "snapshot", "good");
  await estate.succeed("sandbox", "stop");
  const damages: Record<string, () => void> = {
    emptied: () => truncateSync(database, 0),
    "cut off": () => truncateSync(database, 6000),
    overwritten: () => writeFileSync(database, "x".repeat(50_000)),
    gone: () => rmSync(database),
  };
  for (const [what, damage] of Object.entries(damages)) {
    damage();
    for (const beside of ["-wal", "-shm"]) rmSync(`${database}${beside}`, { force: true });
    const says = `The sandbox's state, ${database}, is damaged`;
    expectRefusal(await estate.run("sandbox", "start"), ExitCode.sandboxBroken, says, "restore", "reset");
    expectRefusal(await estate.run("sandbox", "snapshot", "bad"), ExitCode.sandboxBroken, says);
    expect([what, readdirSync(join(estate.home, "snapshots"))]).toEqual([what, ["good"]]);
    await estate.succeed("sandbox", "restore", "good");
    expect(await groupNames(estate, token)).toContain("saved");
    await estate.succeed("sandbox", "stop");
  }
  writeFileSync(database, "x".repeat(50_000));
  await estate.succeed("sandbox", "reset");
  expect(await groupNames(estate, token)).not.toContain("saved");
});

test("a damaged snapshot is not restored, and what runs goes on", async () => {
  await estate.succeed("sandbox", "start");
  await estate.succeed("sandbox", "snapshot", "bad");
  const snapshot = join(estate.home, "snapshots/bad");
  const database = join(snapshot, "control-plane.db");
  const damages = [
    () => writeFileSync(database, readFileSync(database).fill("x", 8192)),
    () => truncateSync(database, 6000),
    () => truncateSync(database, 0),
    () => rmSync(database),
    () => mkdirSync(database),
    () => {
      rmSync(database, { recursive: true });
      symlinkSync(join(estate.home, "state/control-plane.db"), database);
    },
  ];
  const pid = pidOf(estate);
  for (const damage of damages) {
    damage();
    expectRefusal(
      await estate.run("sandbox", "restore", "bad"),
      ExitCode.sandboxBroken,
      `The snapshot ${snapshot} is damaged, and was not restored.`,
    );
  }
  expect((await estate.json<{ pid: number }>("sandbox", "status")).pid).toBe(pid);
  expect(existsSync(join(estate.home, "state.incoming"))).toBe(false);
});

test("a stack's state that is damaged is named with what to do", async () => {
  const file = join(estate.home, "state/stacks/.pulumi/stacks/lakestage/dev.json");
  mkdirSync(join(file, ".."), { recursive: true });
  for (const content of ["", '{"version":3,"checkpoint":']) {
    writeFileSync(file, content);
    expectRefusal(await estate.run("status", "dev"), ExitCode.sandboxBroken, `of the stack dev, ${file}, is damaged`);
  }
});

asRoot("a full disk is named at the start, while it runs and at the stop, and loses nothing", async () => {
  const disk = mkdtempSync(join(tmpdir(), "lakestage-disk-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=4m", "lakestage", disk]);
  const small = Estate.at(join(disk, "home"), await freePorts(11));
  const filler = join(disk, "filler");
  const fill = (): void => {
    // As much as fits.
    for (let size = 4 * 1024 * 1024; size > 100; size /= 2) {
      try {
        writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
      } catch {}
    }
  };
  try {
    fill();
    const says = [`The sandbox's folder, ${small.home}, cannot be written: the disk is full.`, "Set LAKESTAGE_HOME"];
    expectRefusal(await small.run("sandbox", "start"), ExitCode.missing, ...says);
    rmSync(filler);
    await small.succeed("sandbox", "start");
    expect(readFileSync(join(small.home, "token-key"), "utf8")).toMatch(/^[0-9a-f]{64}$/);

    const token = await small.token("lakestage-deployer");
    const acknowledged = ["before"];
    await postGroup(small, token, "before");
    fill();
    for (let index = 0; index < 50; index++) {
      const [status, body] = await postGroup(small, token, `group-${index}`);
      if (status === 201) acknowledged.push(`group-${index}`);
      else
        expect([status, body]).toEqual([500, expect.objectContaining({ detail: expect.stringContaining("is full") })]);
    }
    expect(acknowledged.length).toBeLessThan(51);
    expect((await small.succeed("sandbox", "status")).stdout).toContain("The sandbox runs");
    expectRefusal(await small.run("sandbox", "snapshot", "s"), ExitCode.missing, "is full");
    expect((await small.succeed("sandbox", "stop")).stdout).toBe("The sandbox has stopped; its state stays.");

    rmSync(filler);
    await small.succeed("sandbox", "start");
    expect(await groupNames(small, token)).toEqual(expect.arrayContaining(acknowledged));
  } finally {
    await small.run("sandbox", "stop");
    execFileSync("umount", ["--lazy", disk]);
    rmSync(disk, { recursive: true });
  }
});

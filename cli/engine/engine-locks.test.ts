import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { clearDeadLocks } from "./engine-locks";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lakestage-locks-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function lock(pid: number, host = hostname()): void {
  const content = { pid, username: "someone", hostname: host, timestamp: "2026-01-01T00:00:00Z" };
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "1.json"), JSON.stringify(content));
}

/** The id of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

test("a dead process's lock is removed", () => {
  lock(deadProcess());
  clearDeadLocks(directory, "dev");
  expect(readdirSync(directory)).toEqual([]);
});

test("a living process's lock stays, and its owner is named", () => {
  lock(process.pid);
  expect(() => clearDeadLocks(directory, "dev")).toThrow(`dev is locked by a pulumi of process ${process.pid}`);
  expect(readdirSync(directory)).toEqual(["1.json"]);
});

test("another machine's lock stays, whoever has that process id here", () => {
  lock(deadProcess(), "elsewhere.example");
  expect(() => clearDeadLocks(directory, "dev")).toThrow("on elsewhere.example");
});

test("a lock that was cut off while written is removed", () => {
  writeFileSync(join(directory, "1.json"), '{"pid": 12');
  clearDeadLocks(directory, "dev");
  expect(readdirSync(directory)).toEqual([]);
});

test("a stack that was never locked has nothing to clear", () => {
  expect(() => clearDeadLocks(join(directory, "none"), "dev")).not.toThrow();
});

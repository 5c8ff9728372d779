import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultCacheDirectory } from "./cache-directory";
import { withCacheLock } from "./cache-lock";
import { adoptEntry, cacheKey, fillEntry, stateInFull, stateOf } from "./engine-cache";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lakestage-cache-"));
});

describe("the key of an entry", () => {
  let module: string;

  beforeEach(() => {
    module = join(directory, "module");
    mkdirSync(join(module, "cmd"), { recursive: true });
    writeFileSync(join(module, "go.mod"), "module x\n");
    writeFileSync(join(module, "go.sum"), "sum\n");
    writeFileSync(join(module, "cmd", "main.go"), "package main\n");
  });

  test.each(["go.mod", "go.sum", "cmd/main.go"])("changes with %s", (file) => {
    const before = cacheKey(module, "1.26.8");
    writeFileSync(join(module, file), "changed\n");
    expect(cacheKey(module, "1.26.8")).not.toBe(before);
  });

  test("changes with Go's version", () => {
    expect(cacheKey(module, "1.26.8")).not.toBe(cacheKey(module, "1.26.9"));
  });

  test("is the same in another checkout, at another time, with other files beside", () => {
    const before = cacheKey(module, "1.26.8");
    const copy = join(directory, "copy");
    cpSync(module, copy, { recursive: true });
    utimesSync(join(copy, "go.mod"), 0, 0);
    writeFileSync(join(copy, "schema.json"), "{}");
    expect(cacheKey(copy, "1.26.8")).toBe(before);
  });
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

test("LAKESTAGE_CACHE names the cache directory", () => {
  expect(defaultCacheDirectory({ LAKESTAGE_CACHE: directory })).toBe(directory);
  expect(defaultCacheDirectory({})).toMatch(/lakestage/);
});

test("a build that fails leaves no entry, and nothing of itself", async () => {
  const target = { directory: join(directory, "entry") };
  const build = fillEntry(target, async (scratch) => {
    writeFileSync(join(scratch, "half"), "");
    throw new Error("broken off");
  });
  await expect(build).rejects.toThrow("broken off");
  expect(readdirSync(directory)).toEqual([]);
});

test("an entry appears whole", async () => {
  const target = { directory: join(directory, "entry") };
  await fillEntry(target, async (scratch) => {
    writeFileSync(join(scratch, "tool"), "");
    expect(existsSync(target.directory)).toBe(false);
    return "made by a test";
  });
  expect(readdirSync(target.directory)).toEqual(["tool"]);
});

describe("an entry that is looked at", () => {
  const target = () => ({ directory: join(directory, "entry") });
  const tool = () => join(directory, "entry", "tool");
  /** Larger than what samples take of it. */
  const CONTENT = Buffer.alloc(1_000_000, "not quite random");

  beforeEach(async () => {
    await fillEntry(target(), async (scratch) => {
      writeFileSync(join(scratch, "tool"), CONTENT, { mode: 0o755 });
      return "made by a test";
    });
  });

  test("is whole as it was made, also in a copy of the cache made later", () => {
    expect(stateOf(target())).toEqual({ is: "whole", origin: "made by a test" });
    const copy = join(directory, "copy");
    mkdirSync(copy);
    cpSync(target().directory, join(copy, "entry"), { recursive: true });
    cpSync(`${target().directory}.json`, join(copy, "entry.json"));
    expect(stateOf({ directory: join(copy, "entry") }).is).toBe("whole");
  });

  test.each([
    ["is cut off", () => truncateSync(tool(), 1000), "tool has 1000 bytes instead of 1000000"],
    ["is missing", () => rmSync(tool()), "tool is missing"],
    ["cannot be executed any more", () => chmodSync(tool(), 0o644), "tool cannot be executed"],
    [
      "was left as zeros by a crash",
      () => writeFileSync(tool(), Buffer.alloc(CONTENT.length)),
      "tool is not what it was",
    ],
    [
      "is another program of that size",
      () => writeFileSync(tool(), Buffer.alloc(CONTENT.length, "another architecture")),
      "tool is not what it was",
    ],
  ])("is damaged where its file %s", (_, damage, fault) => {
    damage();
    expect(stateOf(target())).toEqual({ is: "damaged", fault });
  });

  test("is damaged by a single byte where all of it is read", async () => {
    const changed = Buffer.from(CONTENT);
    changed[500_000] = 0;
    writeFileSync(tool(), changed);
    expect(await stateInFull(target())).toEqual({ is: "damaged", fault: "tool is not what it was" });
  });

  test("is unknown without a record that can be read, until it is adopted", async () => {
    writeFileSync(`${target().directory}.json`, "{");
    expect(stateOf(target()).is).toBe("unknown");
    await adoptEntry(target(), "found there");
    expect(stateOf(target())).toEqual({ is: "whole", origin: "found there" });
  });

  test("is absent where only its record is", () => {
    rmSync(target().directory, { recursive: true });
    expect(stateOf(target()).is).toBe("absent");
  });
});

test("one run at a time changes the cache, and clears up after one that was killed", async () => {
  mkdirSync(join(directory, "engine", "pulumi-1.partial-abc"), { recursive: true });
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} starts`);
    await new Promise((done) => setTimeout(done, 50));
    events.push(`${name} ends`);
  };
  await Promise.all([withCacheLock(directory, work("one")), withCacheLock(directory, work("other"))]);
  expect(events[1]).toBe(events[0]?.replace("starts", "ends"));
  expect(events).toHaveLength(4);
  expect(readdirSync(join(directory, "engine"))).toEqual([]);
});

test("a cache that cannot be made is one message that names it and the variable", async () => {
  const file = join(directory, "file");
  writeFileSync(file, "");
  const cache = join(file, "cache");
  await expect(withCacheLock(cache, async () => {})).rejects.toThrow(
    `The engine's cache, ${cache}, cannot be written: there is a file in its place. Set LAKESTAGE_CACHE to a folder that can`,
  );
});

test("a fault that is none of the cache's is not taken for one", async () => {
  const fault = Object.assign(new Error("no such file"), { code: "ENOENT", path: "/somewhere/else" });
  await expect(withCacheLock(directory, () => Promise.reject(fault))).rejects.toBe(fault);
});

import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultCacheDirectory } from "../cache-directory";
import { cacheKey, engineCache, fillEntry, withCacheLock } from "./engine-cache";

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

test("LAKESTAGE_CACHE names the cache directory", () => {
  expect(defaultCacheDirectory({ LAKESTAGE_CACHE: directory })).toBe(directory);
  expect(defaultCacheDirectory({})).toMatch(/lakestage/);
});

test("a build that fails leaves no entry, and nothing of itself", async () => {
  const target = { directory: join(directory, "entry"), present: false };
  const build = fillEntry(target, async (scratch) => {
    writeFileSync(join(scratch, "half"), "");
    throw new Error("broken off");
  });
  await expect(build).rejects.toThrow("broken off");
  expect(readdirSync(directory)).toEqual([]);
});

test("an entry appears whole", async () => {
  const target = { directory: join(directory, "entry"), present: false };
  await fillEntry(target, async (scratch) => {
    writeFileSync(join(scratch, "tool"), "");
    expect(existsSync(target.directory)).toBe(false);
  });
  expect(readdirSync(target.directory)).toEqual(["tool"]);
});

test("one run at a time changes the cache, and clears up after one that was killed", async () => {
  const cache = engineCache(directory, "1.26.8");
  mkdirSync(join(directory, "engine", "pulumi-1.partial-abc"), { recursive: true });
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} starts`);
    await new Promise((done) => setTimeout(done, 50));
    events.push(`${name} ends`);
  };
  await Promise.all([withCacheLock(cache, work("one")), withCacheLock(cache, work("other"))]);
  expect(events[1]).toBe(events[0]?.replace("starts", "ends"));
  expect(events).toHaveLength(4);
  expect(readdirSync(join(directory, "engine"))).toEqual([]);
});

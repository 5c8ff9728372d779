import { type ChildProcess, type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const REAL_CHECKOUT = join(__dirname, "..");

/** What of `node_modules` is needed to compile, and to run from the sources. */
const PACKAGES = ["@esbuild", "env-paths", "esbuild", "tsx"];

let directory: string;
let checkout: string;
let cache: string;

beforeEach(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), "lakestage-compile-")));
  checkout = join(directory, "checkout");
  cache = join(directory, "cache");
  makeCheckout(checkout);
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A checkout with a command of a few lines, which is compiled as the real one is. */
function makeCheckout(path: string): void {
  for (const folder of ["bin", "compile"]) cpSync(join(REAL_CHECKOUT, folder), join(path, folder), { recursive: true });
  mkdirSync(join(path, "node_modules"));
  for (const name of PACKAGES) symlinkSync(join(REAL_CHECKOUT, "node_modules", name), join(path, "node_modules", name));
  const files = {
    "package.json": "{}",
    "package-lock.json": '{ "packages": {} }',
    "node_modules/.package-lock.json": '{ "packages": {} }',
    "tsconfig.json": "{}",
    "compile/entry-points.js": `module.exports = {
        COMPILING: "command",
        ENTRY_POINTS: { command: "cli/main.ts", other: "other/main.ts" },
      };`,
    "other/main.ts": other("first"),
    "other/start.js": 'require("../compile").load("other");',
    "cli/main.ts": `
      import { word } from "./word";
      export async function main([option]: string[]): Promise<void> {
        const { later } = option === "later" ? await import("./later") : { later: "" };
        const from = new Error().stack?.includes("main.ts") ? "sources" : "compiled code";
        console.log([word(), later, from].filter(Boolean).join(", "));
      }`,
    "cli/word.ts": 'export const word = (): string => "one";',
    "cli/later.ts": 'export const later = "later";',
  };
  for (const [name, text] of Object.entries(files)) write(name, text, path);
}

function write(name: string, text: string, into = checkout): void {
  mkdirSync(dirname(join(into, name)), { recursive: true });
  writeFileSync(join(into, name), text);
}

/** Another process of ours, which says a word. */
const other = (word: string): string => `
  const from = new Error().stack?.includes("main.ts") ? "sources" : "compiled code";
  console.log("${word}, " + from);`;

const says = (word: string): string => `export const word = (): string => "${word}";`;

const environment = (): NodeJS.ProcessEnv => ({ ...process.env, LAKESTAGE_CACHE: cache, LAKESTAGE_UNCOMPILED: "" });

function node(parameters: string[], variables: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, parameters, {
    cwd: checkout,
    encoding: "utf8",
    env: { ...environment(), ...variables },
  });
}

/** What the command prints, without the line's end. */
const run = (...parameters: string[]): string => runWith({}, ...parameters);

function runWith(variables: NodeJS.ProcessEnv, ...parameters: string[]): string {
  const { status, stderr, stdout } = node(["bin/lakestage.js", ...parameters], variables);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout.trim();
}

function start(): ChildProcess {
  return spawn(process.execPath, ["bin/lakestage.js"], { cwd: checkout, env: environment(), stdio: "ignore" });
}

/** The folder of the checkout's compiled code. */
function compiledFolder(): string {
  const [name = "", ...others] = readdirSync(join(cache, "compiled"));
  expect(others).toEqual([]);
  return join(cache, "compiled", name);
}

const compiledFiles = (): string[] => readdirSync(compiledFolder()).map((name) => join(compiledFolder(), name));

const manifest = (): string => join(compiledFolder(), "manifest.json");

/** Code, and what Node made of it. */
const codeFiles = (): string[] => compiledFiles().filter((file) => /\.(js|cache)$/.test(file));

/** For so long after a change a file's times are not believed. */
const settled = (): Promise<void> => pause(2_500);

describe("compiled code", () => {
  test("is made at the first start, and used by the next ones", () => {
    expect(run()).toBe("one, compiled code");
    const made = codeFiles().map((file) => [file, statSync(file).mtimeMs]);
    expect(run()).toBe("one, compiled code");
    expect(codeFiles().map((file) => [file, statSync(file).mtimeMs])).toEqual(made);
  });

  test("follows every change of a source at the next start", async () => {
    expect(run("later")).toBe("one, later, compiled code");
    write("cli/word.ts", says("two"));
    expect(run("later")).toBe("two, later, compiled code");
    write("cli/word.ts", says("six"));
    expect(run("later")).toBe("six, later, compiled code");
    write("cli/later.ts", 'export const later = "soon";');
    expect(run("later")).toBe("six, soon, compiled code");
    await settled();
    expect(run()).toBe("six, compiled code");
    const file = join(checkout, "cli/word.ts");
    const { atime, mtime } = statSync(file);
    write("cli/word.ts", says("ten"));
    utimesSync(file, atime, mtime);
    expect(run()).toBe("ten, compiled code");
  });

  test("stays what it is when files are touched", async () => {
    run();
    await settled();
    const made = readFileSync(manifest(), "utf8");
    expect(run()).toBe("one, compiled code");
    const noted = readFileSync(manifest(), "utf8");
    expect(noted).not.toBe(made);
    utimesSync(join(checkout, "cli/word.ts"), 1, 1);
    expect(run()).toBe("one, compiled code");
    expect(readFileSync(manifest(), "utf8")).toBe(noted);
  });

  test("is made by the command alone, of all processes that are ours", () => {
    const runOther = (): string => node(["other/start.js"]).stdout.trim();
    expect(runOther()).toBe("first, sources");
    run();
    expect(runOther()).toBe("first, compiled code");
    write("other/main.ts", other("next"));
    expect(runOther()).toBe("next, sources");
    run();
    expect(runOther()).toBe("next, compiled code");
  });

  test("has a rule of policies as soon as its file lies there", () => {
    for (const name of ["rule-index.ts", "rule-modules.ts"]) {
      cpSync(join(REAL_CHECKOUT, "policies", name), join(checkout, "policies", name));
    }
    const rule = (subject: string, id: string): void => {
      write(`policies/rules/${subject}.ts`, `export const rule = { id: "${id}" };`);
      write(`policies/rules/${subject}.cases.ts`, "");
    };
    rule("network/ports", "LSNET001");
    write(
      "cli/main.ts",
      `import { allRules } from "../policies/rule-index";
      export const main = (): void => console.log(allRules().map(({ id }) => id).join());`,
    );
    expect(run()).toBe("LSNET001");
    rule("network/addresses", "LSNET002");
    expect(run()).toBe("LSNET001,LSNET002");
    rule("storage/keys", "LSSTOR001");
    expect(run()).toBe("LSNET001,LSNET002,LSSTOR001");
  });

  test("has the packages that are installed now", () => {
    write("node_modules/dependency/index.js", 'exports.word = () => "old";');
    write("cli/word.ts", 'export { word } from "dependency";');
    expect(run()).toBe("old, compiled code");
    write("node_modules/dependency/index.js", 'exports.word = () => "new";');
    write("node_modules/.package-lock.json", '{ "packages": { "node_modules/dependency": { "version": "2" } } }');
    expect(run()).toBe("new, compiled code");
  });

  test("knows where its sources lie", () => {
    write("cli/word.ts", "export const word = (): string => [__dirname, __filename].join();");
    expect(run()).toBe(`${join(checkout, "cli")},${join(checkout, "cli/word.ts")}, compiled code`);
  });

  test("tells of a fault where it is in the sources", () => {
    write(
      "cli/later.ts",
      `interface OfTypesNothingIsLeft {
        member: string;
      }
      const fails = (): never => {
        throw new Error("a fault");
      };
      export const later = fails;`,
    );
    write(
      "cli/main.ts",
      `import { inSources } from "../compile/source-positions";
      export async function main(): Promise<void> {
        try {
          (await import("./later")).later();
        } catch (error) {
          console.log(inSources(error.stack));
        }
      }`,
    );
    const [message, thrown, called] = run().split("\n");
    expect(message).toBe("Error: a fault");
    expect(thrown).toContain(`fails (${join(checkout, "cli/later.ts")}:5:15)`);
    expect(called).toContain(`main (${join(checkout, "cli/main.ts")}:4:37)`);
  });

  test("is made by hand, too", () => {
    const { status, stdout } = node(["compile/build-command.js"]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: `Compiled into ${compiledFolder()}\n` });
    expect(run()).toBe("one, compiled code");
  });
});

describe("what is kept is not believed, and made again, when", () => {
  const cutOff = (file: string): void => truncateSync(file, statSync(file).size >> 1);
  const changed = (file: string): void => {
    const content = readFileSync(file);
    const middle = content.length >> 1;
    content[middle] = (content[middle] ?? 0) ^ 1;
    writeFileSync(file, content);
  };
  const emptied = (file: string): void => writeFileSync(file, "");

  const isManifest = (file: string): boolean => file.endsWith("manifest.json");
  const isCode = (file: string): boolean => file.endsWith(".js");
  const isNeededLater = (file: string): boolean => /later-\w+\.js$/.test(file);
  const isMadeByNode = (file: string): boolean => file.endsWith(".cache");

  test.each([
    ["the manifest is cut off", isManifest, cutOff],
    ["the manifest is changed", isManifest, changed],
    ["all code is cut off", isCode, cutOff],
    ["a byte of all code is changed", isCode, changed],
    ["code that is needed later is changed", isNeededLater, changed],
    ["code that is needed later is empty", isNeededLater, emptied],
    ["code that is needed later is gone", isNeededLater, (file: string) => rmSync(file)],
    ["what Node made of it is cut off", isMadeByNode, cutOff],
    ["what Node made of it is changed", isMadeByNode, changed],
    ["everything is empty", () => true, emptied],
  ])("%s", (_, isMeant, damage) => {
    run("later");
    const whole = new Map(codeFiles().map((file) => [file, isCode(file) ? readFileSync(file, "utf8") : undefined]));
    const meant = compiledFiles().filter(isMeant);
    expect(meant).not.toEqual([]);
    for (const file of meant) damage(file);
    expect(run("later")).toBe("one, later, compiled code");
    expect(run("later")).toBe("one, later, compiled code");
    for (const [file, code] of whole) if (code !== undefined) expect(readFileSync(file, "utf8")).toBe(code);
    for (const file of meant.filter(isMadeByNode)) expect(statSync(file).size).toBeGreaterThan(100);
  });

  test("it is another checkout's", () => {
    run();
    const theirs = compiledFolder();
    checkout = join(directory, "other");
    cache = join(directory, "other-cache");
    makeCheckout(checkout);
    write("cli/word.ts", says("two"));
    expect(run()).toBe("two, compiled code");
    const own = compiledFolder();
    rmSync(own, { recursive: true });
    cpSync(theirs, own, { recursive: true });
    expect(run()).toBe("two, compiled code");
  });

  // Only root can give a file to somebody.
  (process.getuid?.() === 0 ? test : test.skip)("somebody else wrote it", () => {
    run();
    chownSync(manifest(), 1234, 1234);
    expect(run()).toBe("one, compiled code");
    expect(statSync(manifest()).uid).toBe(0);
  });

  test("what Node made is of other code", () => {
    run("later");
    const [one = "", other = ""] = compiledFiles().filter(isMadeByNode);
    copyFileSync(one, other);
    expect(run("later")).toBe("one, later, compiled code");
  });

  test("Node runs with other settings than it was made for", () => {
    run();
    const before = compiledFiles().filter(isMadeByNode);
    expect(runWith({ NODE_OPTIONS: "--stack-trace-limit=5" })).toBe("one, compiled code");
    expect(compiledFiles().filter(isMadeByNode)).toHaveLength(2 * before.length);
  });

  test("a start was killed at any moment, or several begin at once", async () => {
    for (const milliseconds of [40, 80, 120, 160, 240, 320]) {
      const killed = start();
      const ended = once(killed, "exit");
      await pause(milliseconds);
      killed.kill("SIGKILL");
      await ended;
    }
    const several = Array.from({ length: 3 }, start);
    expect(await Promise.all(several.map(async (each) => (await once(each, "exit"))[0]))).toEqual([0, 0, 0]);
    expect(run("later")).toBe("one, later, compiled code");
    expect(compiledFiles().filter((file) => file.endsWith(".js"))).toHaveLength(3);
  });
});

describe("the command runs from its sources", () => {
  test("where nothing can be written; beside the packages, where only the cache cannot", () => {
    writeFileSync(cache, "no folder");
    expect(run()).toBe("one, compiled code");
    const besidePackages = join(checkout, "node_modules/.cache");
    expect(readdirSync(besidePackages)).toEqual(["lakestage"]);
    rmSync(besidePackages, { recursive: true });
    writeFileSync(besidePackages, "no folder");
    expect(run("later")).toBe("one, later, sources");
  });

  test("where they cannot be compiled, and says itself what is wrong with them", () => {
    write("cli/later.ts", "export const later = ;");
    expect(run()).toBe("one, sources");
    const { status, stderr } = node(["bin/lakestage.js", "later"]);
    expect(status).toBe(1);
    expect(stderr).toContain("later.ts");
  });

  test("where the compiler does not work", () => {
    rmSync(join(checkout, "node_modules/esbuild"));
    write("node_modules/esbuild/index.js", 'throw new Error("made for another machine")');
    expect(run()).toBe("one, sources");
  });

  test("when that is asked for", () => {
    expect(runWith({ LAKESTAGE_UNCOMPILED: "1" })).toBe("one, sources");
    expect(existsSync(cache)).toBe(false);
  });
});

describe("what is no longer needed goes when something is compiled", () => {
  const DAY_SECONDS = 24 * 60 * 60;
  const daysAgo = (days: number): number => Date.now() / 1000 - days * DAY_SECONDS;
  const code = (): string[] => compiledFiles().filter((file) => file.endsWith(".js"));

  test("code that was replaced, a day later: a command that still runs may load more of it", () => {
    run();
    const [first] = code().filter((file) => /command-/.test(file));
    utimesSync(String(first), daysAgo(9), daysAgo(9));
    write("cli/word.ts", says("two"));
    run();
    expect(code()).toContain(first);
    const unfinished = `${code()[0]}.0.new`;
    writeFileSync(unfinished, "cut off");
    utimesSync(unfinished, daysAgo(2), daysAgo(2));
    utimesSync(String(first), daysAgo(2), daysAgo(2));
    write("cli/word.ts", says("six"));
    run();
    expect(code()).not.toContain(first);
    expect(existsSync(unfinished)).toBe(false);
  });

  test("all of a checkout that is gone, a month later", () => {
    const compiled = join(cache, "compiled");
    const folder = (name: string, days: number): void => {
      mkdirSync(join(compiled, name), { recursive: true });
      utimesSync(join(compiled, name), daysAgo(days), daysAgo(days));
    };
    folder("0123456789abcdef", 40);
    folder("fedcba9876543210", 20);
    folder("of-something-else", 40);
    run();
    const left = readdirSync(compiled);
    expect(left).toHaveLength(3);
    expect(left).toEqual(expect.arrayContaining(["fedcba9876543210", "of-something-else"]));
  });
});

import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Home, homeRefusal } from "./home";
import { findRunning } from "./running";

const NOBODY = 65_534;
/** Only root may give a file away. */
const asRoot = process.getuid?.() === 0 ? test : test.skip;

test("home and port come from the environment, and have defaults", () => {
  expect(Home.of({})).toMatchObject({ firstPort: 7400, directory: expect.stringMatching(/\.lakestage$/) });
  expect(Home.of({ LAKESTAGE_HOME: "/tmp/elsewhere", LAKESTAGE_PORT: "7500" })).toMatchObject({
    firstPort: 7500,
    directory: "/tmp/elsewhere",
  });
});

test.each(["80", "x", "70000", "7400.5"])("LAKESTAGE_PORT=%s is refused", (port) => {
  expect(() => Home.of({ LAKESTAGE_PORT: port })).toThrow(`LAKESTAGE_PORT is "${port}"`);
});

describe("a home", () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "lakestage-home-"));
  });

  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  test("that cannot be made is one message that names it and the variable", () => {
    const file = join(directory, "file");
    writeFileSync(file, "");
    for (const place of [file, join(file, "home")]) {
      const expected = `The sandbox's folder, ${place}, cannot be written: there is a file in its place. Set LAKESTAGE_HOME`;
      expect(() => new Home(place, 7400).create()).toThrow(expected);
      expect(() => new Home(place, 7400).requireWritable()).toThrow(expected);
    }
  });

  test("that does not exist may be made, and is not by looking", () => {
    const home = new Home(join(directory, "a/b"), 7400);
    home.requireWritable();
    expect(existsSync(home.directory)).toBe(false);
  });

  test("that was there already is closed to others", () => {
    const home = new Home(directory, 7400);
    chmodSync(directory, 0o755);
    home.create();
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  asRoot("of another user is refused, by whoever writes or asks, and stays as it is", () => {
    const home = new Home(directory, 7400);
    chownSync(directory, NOBODY, NOBODY);
    chmodSync(directory, 0o777);
    const expected = `The sandbox's folder, ${directory}, belongs to another user (${NOBODY}). Set LAKESTAGE_HOME`;
    expect(() => home.create()).toThrow(expected);
    expect(() => home.requireWritable()).toThrow(expected);
    expect(statSync(directory).mode & 0o777).toBe(0o777);
  });

  test("that has never run is not asked, and stays as it is", async () => {
    expect(await findRunning(new Home(directory, 7400))).toBeUndefined();
    expect(existsSync(join(directory, "token-key"))).toBe(false);
  });

  test("in which a file cannot be written is told from a fault of ours", () => {
    const home = new Home(directory, 7400);
    const refused = (path: string, code: string) => homeRefusal(home, Object.assign(new Error(code), { path, code }));
    expect(refused(join(directory, "token-key"), "EROFS")?.message).toContain("the file system is read-only");
    expect(refused("/elsewhere/token-key", "EROFS")).toBeUndefined();
    expect(refused(join(directory, "token-key"), "ENOENT")).toBeUndefined();
  });
});

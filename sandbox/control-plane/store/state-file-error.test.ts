import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Collection, Store } from ".";
import { stateFileProblem } from "./state-file-error";

const things = new Collection<{ name: string }>("test.thing");

describe("a state file that is damaged", () => {
  let home: string;
  let file: string;
  /** With a copy's content, all of it in one file. */
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "lakestage-damaged-"));
    file = join(home, "state.db");
    const store = new Store(":memory:");
    for (let index = 0; index < 500; index++) store.put(things, `thing ${index}`, { name: "x".repeat(200) });
    store.copyTo(file);
    store.close();
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const says = (): string => `The sandbox's state, ${file}, is damaged (`;

  test("is whole before", () => {
    const store = new Store(file);
    store.check();
    expect(store.list(things)).toHaveLength(500);
    store.close();
  });

  test("at its head, or cut off, is refused by name, with what to do", () => {
    const whole = readFileSync(file);
    const attempts = {
      head: () => writeFileSync(file, Buffer.concat([Buffer.alloc(100, "x"), whole.subarray(100)])),
      half: () => truncateSync(file, whole.length / 2),
      little: () => truncateSync(file, 100),
    };
    for (const damage of Object.values(attempts)) {
      writeFileSync(file, whole);
      damage();
      expect(() => new Store(file)).toThrow(says());
      expect(() => new Store(file)).toThrow("Go back to a snapshot (lakestage sandbox restore), or start afresh");
    }
  });

  test("in its middle is found when it is checked, read or copied", () => {
    const content = readFileSync(file);
    content.fill("x", 8192, content.length);
    writeFileSync(file, content);
    const store = new Store(file);
    expect(() => store.check()).toThrow(says());
    expect(() => store.list(things)).toThrow(says());
    expect(() => store.copyTo(join(home, "copy.db"))).toThrow(says());
    store.close();
  });

  test("a copy that cannot be written is named itself, not what is copied", () => {
    const store = new Store(file);
    const copy = join(home, "nowhere/copy.db");
    expect(() => store.copyTo(copy)).toThrow(`The sandbox's state, ${copy}, cannot be opened or written`);
    store.close();
  });

  test("or is none, says that it cannot be written", () => {
    const folder = join(home, "folder.db");
    mkdirSync(folder);
    expect(() => new Store(folder)).toThrow(
      `The sandbox's state, ${folder}, cannot be opened or written: it is no file that can be opened. See that`,
    );
  });
});

test.each([
  ["SQLITE_FULL", "full"],
  ["SQLITE_IOERR_WRITE", "unwritable"],
  ["SQLITE_READONLY", "unwritable"],
  ["SQLITE_BUSY", "unwritable"],
  ["SQLITE_CORRUPT_INDEX", "damaged"],
  ["SQLITE_CONSTRAINT_FOREIGNKEY", undefined],
])("%s says of the file: %s", (code, problem) => {
  expect(stateFileProblem(Object.assign(new Error("x"), { code }))).toBe(problem);
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BoundedLog } from "./bounded-log";

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lakestage-log-"));
  file = join(directory, "x.log");
});
afterEach(() => rmSync(directory, { recursive: true }));

test("a full log makes room by giving up what is oldest", () => {
  const log = new BoundedLog(file, 20);
  for (let line = 0; line < 100; line++) log.write(`line ${line}`);
  log.close();
  const kept = readFileSync(`${file}.1`, "utf8") + readFileSync(file, "utf8");
  expect(kept.endsWith("line 99\n")).toBe(true);
  expect(kept.length).toBeLessThan(80);
});

test("lines wait for each other, but not for a line that is to be written at once", () => {
  const log = new BoundedLog(file);
  log.write("one");
  expect(readFileSync(file, "utf8")).toBe("");
  log.write("two", true);
  log.write("three");
  expect(readFileSync(file, "utf8")).toBe("one\ntwo\n");
  log.flush();
  expect(readFileSync(file, "utf8")).toBe("one\ntwo\nthree\n");
  log.close();
});

test("a log that makes room and cannot goes on where it is", () => {
  const log = new BoundedLog(file, 20);
  mkdirSync(`${file}.1`);
  for (let line = 0; line < 10; line++) log.write(`line ${line}`);
  log.close();
  expect(readFileSync(file, "utf8").split("\n")).toHaveLength(11);
});

/** A device that is always full. */
const onLinux = process.platform === "linux" ? test : test.skip;

onLinux("a log on a full disk loses its lines, and nothing else happens", () => {
  const log = new BoundedLog("/dev/full");
  log.write("lost", true);
  log.close();
});

test("a line is written by itself, a moment later", async () => {
  const log = new BoundedLog(file);
  log.write("é");
  while (readFileSync(file, "utf8") === "") await new Promise((resolve) => setTimeout(resolve, 1));
  expect(readFileSync(file, "utf8")).toBe("é\n");
  log.close();
});

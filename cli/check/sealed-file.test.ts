import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSealed, writeSealed } from "./sealed-file";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lakestage-sealed-"));
  path = join(folder, "below", "file.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const DATA = { stacks: { prod: { findings: ["größer"] } }, empty: [] };

it("is read as it was written, and nothing else lies beside it", () => {
  expect(writeSealed(path, DATA)).toBe(true);
  expect(readSealed(path)).toEqual(DATA);
  expect(readdirSync(join(folder, "below"))).toEqual(["file.json"]);
});

it("is not there where nobody wrote it", () => {
  expect(readSealed(path)).toBeUndefined();
});

it("is not believed where it is cut off anywhere", () => {
  writeSealed(path, DATA);
  const whole = readFileSync(path);
  for (let length = 0; length < whole.length; length++) {
    writeFileSync(path, whole.subarray(0, length));
    expect(readSealed(path)).toBeUndefined();
  }
});

it("is not believed where any byte of it is another", () => {
  writeSealed(path, DATA);
  const whole = readFileSync(path);
  for (let place = 0; place < whole.length; place++) {
    const damaged = Buffer.from(whole);
    damaged[place] = (damaged[place] ?? 0) ^ 1;
    writeFileSync(path, damaged);
    expect(readSealed(path)).toBeUndefined();
  }
});

it.each(["", "\n", "{}", JSON.stringify(DATA), `seal\n${JSON.stringify(DATA)}`, "\u0000\u0000"])(
  "is not believed where it is no such file: %j",
  (text) => {
    writeSealed(path, DATA);
    writeFileSync(path, text);
    expect(readSealed(path)).toBeUndefined();
  },
);

it("cannot be written below a file, and says so", () => {
  writeFileSync(join(folder, "below"), "");
  expect(writeSealed(path, DATA)).toBe(false);
  expect(existsSync(path)).toBe(false);
});

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipped, zipped } from "./zip-archive";

const ENTRIES = [
  { path: "a.txt", bytes: Buffer.from("a".repeat(5000)) },
  { path: "folder/ü.bin", bytes: Buffer.from([0, 255, 10]) },
  { path: "empty", bytes: Buffer.alloc(0) },
];

test("what was packed is unpacked", () => {
  expect(unzipped(zipped(ENTRIES), 5003)).toEqual(ENTRIES);
  expect(unzipped(zipped([]), 0)).toEqual([]);
});

test("others read ours, and we theirs", () => {
  const folder = mkdtempSync(join(tmpdir(), "lakestage-zip-"));
  const file = join(folder, "archive.zip");
  const python = (code: string): string => execFileSync("python3", ["-c", code, file], { encoding: "utf8" });
  try {
    writeFileSync(file, zipped(ENTRIES));
    const read = python(
      "import sys, json, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; " +
        "print(json.dumps({n: list(z.read(n)) for n in z.namelist()}))",
    );
    expect(JSON.parse(read)).toEqual(Object.fromEntries(ENTRIES.map(({ path, bytes }) => [path, [...bytes]])));
    python(
      "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1], 'w'); z.writestr('folder/', ''); " +
        "z.writestr('folder/stored', 'x'); z.writestr('deflated', 'y' * 99, zipfile.ZIP_DEFLATED); " +
        "z.comment = b'a comment'; z.close()",
    );
    expect(unzipped(readFileSync(file), 100)).toEqual([
      { path: "folder/stored", bytes: Buffer.from("x") },
      { path: "deflated", bytes: Buffer.from("y".repeat(99)) },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const small = zipped([{ path: "a", bytes: Buffer.from("abc") }]);
const changed = (at: number, ...bytes: number[]): Buffer => {
  const copy = Buffer.from(small);
  copy.set(bytes, at);
  return copy;
};

test.each([
  ["of something else", Buffer.from("nothing"), "no ZIP archive"],
  ["that is cut off", small.subarray(0, small.length - 1), "no ZIP archive"],
  ["with another byte in a file", changed(31, 0x00), "damaged"],
  ["whose directory is elsewhere", changed(small.length - 6, 0xff, 0xff), "damaged"],
])("an archive %s is refused", (_, archive, reason) => {
  expect(() => unzipped(archive, 100)).toThrow(reason);
});

test("no more is unpacked than may be, whatever the archive says of it", () => {
  const bomb = zipped([{ path: "bomb", bytes: Buffer.alloc(1_000_000) }]);
  expect(() => unzipped(bomb, 999_999)).toThrow("too much");
  // The directory's own word for the size of the file.
  const lying = Buffer.from(bomb);
  const directory = lying.readUInt32LE(lying.length - 6);
  lying.writeUInt32LE(10, directory + 24);
  expect(() => unzipped(lying, 1000)).toThrow("damaged");
  expect(() => unzipped(zipped([...ENTRIES, { path: "b", bytes: Buffer.from("b") }]), 5003)).toThrow("too much");
});

import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Tokens } from "./tokens";
import { makeTrusted, readTrusted, replaceTrusted, type TrustedFile } from "./trusted-file";

const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0 ? test : test.skip;

let home: string;
let file: TrustedFile;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "lakestage-trusted-"));
  file = { path: join(home, "key"), form: /^[0-9a-f]{8}$/, described: "8 hexadecimal digits", remedy: "Delete it." };
});
afterEach(() => rmSync(home, { recursive: true }));

test("what is made is read, is its owner's only, and leaves nothing else behind", () => {
  makeTrusted(file.path, "0123abcd");
  expect(readTrusted(file)).toBe("0123abcd");
  expect(statSync(file.path).mode & 0o777).toBe(0o600);
  replaceTrusted(file.path, "fedc0123");
  expect(readTrusted(file)).toBe("fedc0123");
  expect(statSync(file.path).mode & 0o777).toBe(0o600);
  expect(readdirSync(home)).toEqual(["key"]);
});

test("of two processes that make it at the same time the first one's counts", () => {
  makeTrusted(file.path, "0123abcd");
  makeTrusted(file.path, "fedc0123");
  expect(readTrusted(file)).toBe("0123abcd");
  expect(readdirSync(home)).toEqual(["key"]);
});

test.each(["", "0123", "not hex!", "0123abcd0", "0123abc\u0000", "0123abcd\n0123abcd"])(
  "one that holds %j is refused by name",
  (content) => {
    writeFileSync(file.path, content, { mode: 0o600 });
    expect(() => readTrusted(file)).toThrow(`${file.path} is damaged: it has to hold 8 hexadecimal digits. Delete it.`);
  },
);

test.each([0o644, 0o666, 0o620, 0o604])("one that others may read or write (%o) is refused", (mode) => {
  makeTrusted(file.path, "0123abcd");
  chmodSync(file.path, mode);
  expect(() => readTrusted(file)).toThrow(
    `${file.path} is open to other users (its mode is ${mode.toString(8)}). If nobody used that: chmod 600`,
  );
});

test("a folder in its place is refused", () => {
  mkdirSync(file.path, { mode: 0o700 });
  expect(() => readTrusted(file)).toThrow(`${file.path} is no file. Delete it.`);
});

asRoot("one of another user is refused", () => {
  makeTrusted(file.path, "0123abcd");
  chownSync(file.path, NOBODY, NOBODY);
  expect(() => readTrusted(file)).toThrow(`${file.path} belongs to another user (${NOBODY}). Delete it.`);
});

test("no token is derived from a key that was cut off, or that others could have written", () => {
  const key = join(home, "token-key");
  const token = Tokens.of(home).forOperator();
  const whole = readFileSync(key, "utf8");
  for (const cut of ["", whole.slice(0, 32), "zz".repeat(32)]) {
    writeFileSync(key, cut);
    expect(() => Tokens.of(home)).toThrow(`${key} is damaged`);
  }
  writeFileSync(key, whole);
  chmodSync(key, 0o666);
  expect(() => Tokens.of(home)).toThrow(`${key} is open to other users`);
  chmodSync(key, 0o600);
  expect(Tokens.of(home).forOperator()).toBe(token);
});

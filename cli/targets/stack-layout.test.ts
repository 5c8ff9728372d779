import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeDamagedLayout } from "./stack-layout";

const WHOLE = "version: 1\n";

let stacks: string;
let file: string;
beforeEach(() => {
  stacks = mkdtempSync(join(tmpdir(), "lakestage-stacks-"));
  file = join(stacks, ".pulumi/meta.yaml");
  mkdirSync(join(file, ".."));
});
afterEach(() => rmSync(stacks, { recursive: true }));

test("the engine's note of its layout stays as long as it is whole", () => {
  writeFileSync(file, WHOLE);
  removeDamagedLayout(stacks);
  expect(readFileSync(file, "utf8")).toBe(WHOLE);
});

test.each(["", "versi", "\u0000\u0000"])("one that holds %j is removed", (content) => {
  writeFileSync(file, content);
  removeDamagedLayout(stacks);
  expect(existsSync(file)).toBe(false);
});

test("so is a folder in its place; where there is none there is nothing to do", () => {
  mkdirSync(file);
  for (let time = 0; time < 2; time++) removeDamagedLayout(stacks);
  expect(existsSync(file)).toBe(false);
});

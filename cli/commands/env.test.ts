import { spawnSync } from "node:child_process";
import { assignment } from "./env";

const AWKWARD = `it's $HOME "and" \\n`;

test("a POSIX shell takes every value as it is", () => {
  const script = `${assignment("sh", "LAKESTAGE_TEST", AWKWARD)}\nprintf %s "$LAKESTAGE_TEST"`;
  expect(spawnSync("sh", ["-c", script], { encoding: "utf8" }).stdout).toBe(AWKWARD);
});

test.each([
  ["fish", `set -gx A 'it\\'s \\\\ b'`],
  ["powershell", `$env:A = 'it''s \\ b'`],
] as const)("%s quotes in its own way", (shell, expected) => {
  expect(assignment(shell, "A", "it's \\ b")).toBe(expected);
});

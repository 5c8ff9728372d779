import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensurePassphrase } from "./credentials";
import { Home } from "./home";

let home: Home;
beforeEach(() => {
  home = new Home(mkdtempSync(join(tmpdir(), "lakestage-credentials-")), 7400);
});
afterEach(() => rmSync(home.directory, { recursive: true }));

test("a passphrase is made once, and stays", () => {
  const made = ensurePassphrase(home);
  expect(ensurePassphrase(home)).toBe(made);
  expect(readFileSync(home.passphrase, "utf8")).toBe(made);
});

test("none is made in place of one that is gone while there are stacks that need it", () => {
  mkdirSync(join(home.stacks, ".pulumi/stacks"), { recursive: true });
  expect(() => ensurePassphrase(home)).toThrow(
    `${home.passphrase} is gone. Put back a copy of it; without one the stacks' secrets are lost: run lakestage sandbox reset.`,
  );
  rmSync(home.state, { recursive: true });
  expect(ensurePassphrase(home)).toMatch(/^[\w-]{32}$/);
});

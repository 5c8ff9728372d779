import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changedFiles } from "./changed-files";
import { chosenCases, type ExhaustivePart } from "./chosen-cases";

const PART: ExhaustivePart<string> = {
  name: "letters",
  cases: ["a", "b", "c"],
  inSample: (one) => one === "a",
  touchedBy: (file, one) => file === `${one}.ts`,
};

function chosen(part: ExhaustivePart<string>, files: string[], since?: string): { cases: string[]; said: string[] } {
  const said: string[] = [];
  return { cases: chosenCases(part, false, { files, since }, (text) => void said.push(text)), said };
}

describe("of an exhaustive part", () => {
  test("the sample is run, and what the change touches", () => {
    expect(chosen(PART, ["c.ts", "other.ts"], "0123456789abcdef")).toEqual({
      cases: ["a", "c"],
      said: [
        "2 of 3 letters: the sample, and 1 that the change since 0123456789 touches. The other 1: npm run test:all",
      ],
    });
  });

  test("the sample is run where there is nothing to compare with, and that is said", () => {
    expect(chosen(PART, [])).toEqual({
      cases: ["a"],
      said: ["1 of 3 letters: the sample, as there is no commit to compare with. The other 2: npm run test:all"],
    });
  });

  test("everything is run where all is asked for, and nothing is said where nothing is left out", () => {
    expect(chosenCases(PART, true)).toEqual(["a", "b", "c"]);
    expect(chosen(PART, ["b.ts", "c.ts"], "0123456789abcdef").said).toEqual([]);
  });

  test("never nothing is run", () => {
    expect(() => chosen({ ...PART, inSample: () => false }, [])).toThrow("Of 3 letters none is in the sample");
  });
});

describe("what has changed", () => {
  let directory: string;

  const git = (...parameters: string[]): string =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@lakestage.example", ...parameters], {
      cwd: directory,
      encoding: "utf8",
      stdio: "pipe",
    });
  const write = (file: string): void => writeFileSync(join(directory, file), file);
  function commit(file: string): string {
    write(file);
    git("add", file);
    git("commit", "--quiet", "--message", file);
    return git("rev-parse", "HEAD").trim();
  }

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "lakestage-changes-"));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  test("is unknown outside a repository, and in one without history", () => {
    const unknown = { since: undefined, files: [] };
    expect(changedFiles(directory, {})).toEqual(unknown);
    git("init", "--quiet");
    expect(changedFiles(directory, {})).toEqual(unknown);
    commit("first");
    expect(changedFiles(directory, {})).toEqual(unknown);
  });

  test("is all since the branch left main, and what is not committed", () => {
    git("init", "--quiet");
    const left = commit("first");
    git("update-ref", "refs/remotes/origin/main", left);
    commit("second");
    commit("third");
    write("fourth");
    expect(changedFiles(directory, {})).toEqual({ since: left, files: ["second", "third", "fourth"] });
  });

  test("is the last commit on main itself, or all since the commit that is named", () => {
    git("init", "--quiet");
    const first = commit("first");
    const second = commit("second");
    git("update-ref", "refs/remotes/origin/main", commit("third"));
    expect(changedFiles(directory, {})).toEqual({ since: second, files: ["third"] });
    expect(changedFiles(directory, { LAKESTAGE_TEST_BASE: first }).files).toEqual(["second", "third"]);
    expect(() => changedFiles(directory, { LAKESTAGE_TEST_BASE: "nothing" })).toThrow('names "nothing"');
  });
});

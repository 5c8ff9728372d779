import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import execa from "execa";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { matrixAtRevision } from "./access-revision";

/** A checkout with a command of its own, which prints what it was asked and where it ran. */
let checkout: string;

const git = (...parameters: string[]) =>
  execa("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", ...parameters], { cwd: checkout });

function write(file: string, text: string): void {
  mkdirSync(dirname(join(checkout, file)), { recursive: true });
  writeFileSync(join(checkout, file), text);
}

const command = (name: string): string =>
  `exports.main = async (asked) => console.log(JSON.stringify({ version: 1, source: "declared", environments: [{ name: "${name}", stage: asked.join(" ") }], principals: [], rows: [] }));`;

beforeAll(async () => {
  checkout = mkdtempSync(join(tmpdir(), "lakestage-test-"));
  symlinkSync(join(__dirname, "../../node_modules"), join(checkout, "node_modules"), "junction");
  write(".gitignore", "node_modules\n");
  await git("init", "--quiet");
  await git("add", "--all");
  await git("commit", "--quiet", "-m", "before");
  await git("tag", "before");
  write("cli/commands/access.ts", "");
  write("cli/main.ts", command("committed"));
  await git("add", "--all");
  await git("commit", "--quiet", "-m", "after");
  write("cli/main.ts", command("edited"));
}, 30_000);

afterAll(() => rmSync(checkout, { recursive: true, force: true }));

test("a revision is worked out by its own code, and the checkout stays as it is", async () => {
  const { environments } = await matrixAtRevision(checkout, "HEAD", ["prod", "--environment", "prod"]);
  expect(environments).toEqual([{ name: "committed", stage: "access prod --environment prod --json" }]);
  expect((await git("status", "--porcelain")).stdout.trim()).toBe("M cli/main.ts");
}, 30_000);

test("a revision that has no such command cannot be compared with, and says so", async () => {
  const mistake = matrixAtRevision(checkout, "before", []);
  await expect(mistake).rejects.toThrow("before has no lakestage access yet");
  await expect(mistake).rejects.toMatchObject({ exitCode: ExitCode.mistake });
});

test("a revision that does not exist is a mistake", async () => {
  await expect(matrixAtRevision(checkout, "nowhere", [])).rejects.toThrow(CommandError);
  await expect(matrixAtRevision(checkout, "nowhere", [])).rejects.toThrow('There is no revision "nowhere"');
});

test("in a shallow clone it is said what to fetch, and not what Git says", async () => {
  const clone = mkdtempSync(join(tmpdir(), "lakestage-test-"));
  try {
    await execa("git", ["clone", "--quiet", "--depth=1", `file://${checkout}`, clone]);
    const mistake = matrixAtRevision(clone, "HEAD~1", []);
    await expect(mistake).rejects.toMatchObject({ exitCode: ExitCode.mistake });
    await expect(mistake).rejects.toThrow(/^"HEAD~1" is not in this clone.*git fetch --unshallow/);
    await expect(mistake).rejects.not.toThrow(/fatal|single revision/);
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
}, 30_000);

test("outside of a repository that is said", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lakestage-test-"));
  try {
    await expect(matrixAtRevision(folder, "HEAD", [])).rejects.toThrow("is in no Git repository");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";
import type { AccessMatrix } from "../../access";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";

/**
 * Not the command itself: it would install the packages of that revision, into the folder that it shares with this one.
 */
const RUN_MAIN = 'require("./cli/main.ts").main(process.argv.slice(1))';

/**
 * The matrix that a revision of the checkout declares, worked out by that revision's own code.
 * @param selection names and options that select a part of it.
 * @throws CommandError when there is no such revision, or it has no such command.
 */
export async function matrixAtRevision(
  checkout: string,
  revision: string,
  selection: readonly string[],
): Promise<AccessMatrix> {
  const directory = mkdtempSync(join(tmpdir(), "lakestage-revision-"));
  try {
    const tree = await extract(checkout, revision, directory);
    if (!existsSync(join(tree, "cli/commands/access.ts"))) {
      throw new CommandError(
        `${revision} has no lakestage access yet, so there is nothing to compare with: name a later revision.`,
        ExitCode.mistake,
      );
    }
    const packages = join(tree, "node_modules");
    if (!existsSync(packages)) symlinkSync(join(checkout, "node_modules"), packages, "junction");
    return await declaredMatrix(tree, revision, selection);
  } finally {
    // The link goes, and what it points to stays.
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Writes the files of a revision into a directory; this checkout and its index stay as they are. */
async function extract(checkout: string, revision: string, directory: string): Promise<string> {
  const files = join(directory, "files");
  mkdirSync(files);
  const git = async (...parameters: string[]): Promise<string> => {
    const env = { GIT_INDEX_FILE: join(directory, "index") };
    const { exitCode, failed, stderr, stdout } = await execa("git", parameters, { cwd: checkout, env, reject: false });
    if (!failed) return stdout.trim();
    if (exitCode === undefined) throw new CommandError("--diff needs git, which is not on the PATH.", ExitCode.missing);
    throw new GitError(`The files of "${revision}" cannot be had from Git: ${stderr.trim()}`, ExitCode.mistake);
  };
  const top = await git("rev-parse", "--show-toplevel").catch(() => {
    throw new CommandError(
      `${checkout} is in no Git repository, or Git may not read it: --diff compares with a revision of one.`,
      ExitCode.mistake,
    );
  });
  const inside = await git("rev-parse", "--show-prefix");
  const commit = await git("rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`).catch(async (error) => {
    if (!(error instanceof GitError)) throw error;
    const isShallow = (await git("rev-parse", "--is-shallow-repository")) === "true";
    throw new CommandError(isShallow ? beyondShallow(revision) : noRevision(revision), ExitCode.mistake);
  });
  await git("-C", top, "read-tree", commit);
  await git("-C", top, "checkout-index", "--all", `--prefix=${files}/`);
  return join(files, inside);
}

/** Git refused, in its own words. */
class GitError extends CommandError {}

const beyondShallow = (revision: string): string =>
  `"${revision}" is not in this clone, which holds a part of the history only (as CI services fetch it). Fetch the rest first: ` +
  "git fetch --unshallow origin (in GitHub Actions, fetch-depth: 0 of actions/checkout; in Azure DevOps, fetchDepth: 0).";

const noRevision = (revision: string): string =>
  `There is no revision "${revision}". Name a branch, a tag or a commit; one of the remote may have to be fetched first: ` +
  `git fetch origin, then --diff origin/<branch>.`;

async function declaredMatrix(tree: string, revision: string, selection: readonly string[]): Promise<AccessMatrix> {
  const parameters = ["--import", "tsx", "--eval", RUN_MAIN, "--", "access", ...selection, "--json"];
  const { failed, stderr, stdout } = await execa(process.execPath, parameters, {
    cwd: tree,
    env: { LAKESTAGE_PROJECT: tree },
    reject: false,
  });
  if (failed)
    throw new CommandError(`The access of ${revision} cannot be worked out:\n${stderr.trim()}`, ExitCode.mistake);
  const matrix: AccessMatrix = JSON.parse(stdout);
  if (matrix.version === 1) return matrix;
  throw new CommandError(`${revision} shows access in another shape, which cannot be compared.`, ExitCode.mistake);
}

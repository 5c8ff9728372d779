import { spawnSync } from "node:child_process";

/** What is different from where this work began. */
export interface Changes {
  /** The commit that it is compared with; undefined where there is none, or no repository. */
  since: string | undefined;
  /** From the repository's top, those that are not committed too. */
  files: readonly string[];
}

/**
 * Compares a checkout with the commit that `LAKESTAGE_TEST_BASE` names; else, where it has commits that `origin/main` has
 * not, with where it left that; else, on main itself, with the commit before.
 */
export function changedFiles(checkout: string, environment: NodeJS.ProcessEnv = process.env): Changes {
  const git = (...parameters: string[]): string | undefined => {
    const { status, stdout } = spawnSync("git", parameters, { cwd: checkout, encoding: "utf8" });
    return status === 0 ? stdout.trim() : undefined;
  };
  const commit = (name: string): string | undefined => git("rev-parse", "--verify", "--quiet", `${name}^{commit}`);
  const head = commit("HEAD");
  const named = environment.LAKESTAGE_TEST_BASE;
  if (named && !commit(named)) throw new Error(`LAKESTAGE_TEST_BASE names "${named}", which is no commit here`);
  const left = git("merge-base", "HEAD", "origin/main");
  const since = named ? commit(named) : left && left !== head ? left : commit("HEAD^");
  const tracked = since && git("diff", "--name-only", "--no-renames", since);
  const untracked = since && git("ls-files", "--others", "--exclude-standard", "--full-name");
  if (tracked === undefined || untracked === undefined) return { since: undefined, files: [] };
  return { since, files: `${tracked}\n${untracked}`.split("\n").filter(Boolean) };
}

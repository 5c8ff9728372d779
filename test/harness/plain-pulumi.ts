import { writeFileSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";
import type { Estate } from "./estate";

/** Runs `pulumi up` on stacks in a shell with what `lakestage env` exports. @throws Error where anything is to be changed. */
export async function expectPlainUpUnchanged(estate: Estate, ...stacks: string[]): Promise<void> {
  const { stdout: exports } = await estate.succeed("env", "--shell", "sh");
  const script = join(estate.home, "plain.sh");
  const ups = stacks.map((stack) => `pulumi up -s ${stack} --yes --skip-preview --expect-no-changes`);
  writeFileSync(script, ["set -e", exports, ...ups, ""].join("\n"), { mode: 0o700 });
  const { all, exitCode } = await execa("sh", [script], { cwd: estate.project, reject: false, all: true });
  if (exitCode !== 0) throw new Error(all);
}

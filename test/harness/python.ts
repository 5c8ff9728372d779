import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import envPaths from "env-paths";
import execa from "execa";

const SUITE = join(__dirname, "..", "official-sdk");
const LOCK_FILE = join(SUITE, "requirements.txt");

/** A Python with the official Databricks SDK at the locked versions; made once for each lock file, outside the checkout. */
async function pythonWithSdk(): Promise<string> {
  const key = createHash("sha256").update(readFileSync(LOCK_FILE)).digest("hex").slice(0, 16);
  const cache = process.env.LAKESTAGE_CACHE ?? envPaths("lakestage", { suffix: "" }).cache;
  const directory = join(cache, `official-sdk-${key}`);
  const finished = join(directory, "finished");
  if (!existsSync(finished)) {
    await execa("python3", ["-m", "venv", "--clear", directory]);
    const pip = join(directory, "bin", "pip");
    await execa(pip, ["install", "--quiet", "--require-hashes", "--requirement", LOCK_FILE]);
    writeFileSync(finished, "");
  }
  return join(directory, "bin", "python");
}

/** How pytest ended, with what it printed. */
export interface PytestOutcome {
  exitCode: number;
  output: string;
}

/** Runs one file of `test/official-sdk` with pytest. */
export async function pytest(file: string, environment: Record<string, string>): Promise<PytestOutcome> {
  const python = await pythonWithSdk();
  const outcome = await execa(python, ["-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", file], {
    cwd: SUITE,
    env: { ...environment, PYTHONDONTWRITEBYTECODE: "1" },
    reject: false,
    all: true,
  });
  return { exitCode: outcome.exitCode, output: outcome.all ?? "" };
}

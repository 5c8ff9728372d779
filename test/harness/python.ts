import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import envPaths from "env-paths";
import execa from "execa";
import { takeLock } from "../../sandbox/lifecycle/file-lock";

/** Folders with Python and the lock file of what it needs: clients, and the pipelines themselves. */
const DIRECTORIES = {
  "official-sdk": join(__dirname, "..", "official-sdk"),
  mlflow: join(__dirname, "..", "mlflow"),
  pipelines: join(__dirname, "..", "..", "pipelines"),
};

/** In milliseconds: MLflow and Spark are half a gigabyte. */
const INSTALLING_PATIENCE = 600_000;

export type Suite = keyof typeof DIRECTORIES;

/**
 * A Python with the packages that `requirements.txt` in a folder locks; made once for each lock file, outside the checkout.
 * @returns the folder with its commands: `python`, and those of the packages.
 */
export async function lockedPython(suite: string, folder: string): Promise<string> {
  const lockFile = join(folder, "requirements.txt");
  const key = createHash("sha256").update(readFileSync(lockFile)).digest("hex").slice(0, 16);
  const cache = process.env.LAKESTAGE_CACHE ?? envPaths("lakestage", { suffix: "" }).cache;
  const directory = join(cache, `${suite}-${key}`);
  const finished = join(directory, "finished");
  if (!existsSync(finished)) {
    mkdirSync(cache, { recursive: true });
    // Two that made it at once would take each other's files away.
    const release = await takeLock(directory, INSTALLING_PATIENCE);
    if (!release) throw new Error(`${directory} is still being made by another process`);
    try {
      if (!existsSync(finished)) await install(directory, lockFile);
      writeFileSync(finished, "");
    } finally {
      await release();
    }
  }
  return join(directory, "bin");
}

async function install(directory: string, lockFile: string): Promise<void> {
  await execa("python3", ["-m", "venv", "--clear", directory]);
  const pip = join(directory, "bin", "pip");
  await execa(pip, ["install", "--quiet", "--require-hashes", "--requirement", lockFile]);
}

/** How Python ended, with what it printed. */
export interface PythonOutcome {
  exitCode: number;
  output: string;
}

/** Runs a file of a suite with pytest. */
export const pytest = (suite: Suite, file: string, environment: Record<string, string>): Promise<PythonOutcome> =>
  python(suite, ["-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", file], environment);

/** Runs Python, in a suite's folder, with its packages. */
export async function python(
  suite: Suite,
  args: string[],
  environment: Record<string, string>,
): Promise<PythonOutcome> {
  const folder = DIRECTORIES[suite];
  const outcome = await execa(join(await lockedPython(suite, folder), "python"), args, {
    cwd: folder,
    env: { ...environment, PYTHONDONTWRITEBYTECODE: "1" },
    reject: false,
    all: true,
  });
  return { exitCode: outcome.exitCode, output: outcome.all ?? "" };
}

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";
import { lock } from "proper-lockfile";
import { defaultCacheDirectory } from "../../engine/cache/cache-directory";
import { EnvironmentError } from "./environment-error";

/** A Python with packages, outside of any checkout. */
export interface PythonEnvironment {
  /** Path of the interpreter. */
  python: string;
}

/** Hears what takes long, in a line. */
export type Tell = (line: string) => void;

const UV_LOCK = join(__dirname, "uv-requirements.txt");
/** What the shipped code needs at least. */
const PYTHON_VERSION = ">=3.11";
/** Half a gigabyte may come over a slow line. */
const INSTALLING_PATIENCE = 30 * 60_000;
const LOCK_STALE = 10_000;
/** The file of an environment that is whole. */
const FINISHED = "finished";

/** Those that are being made by this process. */
const underWay = new Map<string, Promise<PythonEnvironment>>();

/**
 * The environment that a lock file describes: made once for each content, in the cache beside the engine, by all processes
 * of the machine together. A file with hashes is held to them.
 * @throws EnvironmentError where it cannot be made: without Python, without a network, for a package that there is none of.
 */
export function pythonEnvironment(lockFile: string, tell: Tell = () => {}): Promise<PythonEnvironment> {
  return environmentOf(readLock(lockFile), tell);
}

/** As `pythonEnvironment`, of the text of a requirements file. */
export function environmentOf(requirements: string, tell: Tell = () => {}): Promise<PythonEnvironment> {
  const key = keyOf(requirements, readFileSync(UV_LOCK, "utf8"));
  const found = underWay.get(key);
  if (found) return found;
  const made = make(key, requirements, tell).finally(() => underWay.delete(key));
  underWay.set(key, made);
  return made;
}

function readLock(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new EnvironmentError(`The requirements file ${file} can not be read.`);
  }
}

/** Whether every requirement has its hashes. */
function isLocked(requirements: string): boolean {
  const lines = requirements.replace(/\\\n/g, " ").split("\n");
  return lines.every((line) => /^\s*(#|$)/.test(line) || line.includes("--hash="));
}

const keyOf = (...parts: string[]): string => createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 16);

/** Whether the environment of these requirements is there, and nobody has to wait for it. */
export const isMade = (requirements: string): boolean =>
  existsSync(join(directoryOf(keyOf(requirements, readFileSync(UV_LOCK, "utf8"))), FINISHED));

const directoryOf = (key: string): string => join(defaultCacheDirectory(process.env), "python", "environments", key);

async function make(key: string, requirements: string, tell: Tell): Promise<PythonEnvironment> {
  const directory = directoryOf(key);
  const environment = { python: join(directory, "bin", "python") };
  await once(directory, async () => {
    tell(`Making the Python environment ${key}: its packages are downloaded where they are not cached.`);
    const lockFile = join(directory, "..", `${key}.txt`);
    writeFileSync(lockFile, requirements);
    const uv = await installer(tell);
    const hashes = isLocked(requirements) ? ["--require-hashes"] : [];
    await run(uv, ["venv", "--quiet", "--clear", "--python", PYTHON_VERSION, directory]);
    await run(uv, ["pip", "install", "--quiet", "--python", environment.python, ...hashes, "--requirement", lockFile]);
    tell(`The Python environment ${key} is ready.`);
  });
  return environment;
}

/** `uv`, from its wheel: the package index and the proxy are those that `pip` is set up for. */
async function installer(tell: Tell): Promise<string> {
  const key = keyOf(readFileSync(UV_LOCK, "utf8"));
  const directory = join(defaultCacheDirectory(process.env), "python", `uv-${key}`);
  await once(directory, async () => {
    tell("Getting uv, which makes Python environments.");
    await run("python3", ["-m", "venv", "--clear", directory]);
    const pip = join(directory, "bin", "pip");
    await run(pip, ["install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--requirement", UV_LOCK]);
  });
  return join(directory, "bin", "uv");
}

/** Makes a folder that is there whole or not at all: one that was killed on the way is made again. */
async function once(directory: string, fill: () => Promise<void>): Promise<void> {
  const finished = join(directory, FINISHED);
  if (existsSync(finished)) return;
  mkdirSync(join(directory, ".."), { recursive: true });
  const release = await taken(directory);
  try {
    if (existsSync(finished)) return;
    await fill();
    writeFileSync(finished, "");
  } finally {
    await release().catch(() => {});
  }
}

async function taken(directory: string): Promise<() => Promise<void>> {
  const retries = { retries: INSTALLING_PATIENCE / 500, minTimeout: 500, maxTimeout: 500, factor: 1 };
  return await lock(directory, { realpath: false, stale: LOCK_STALE, retries, onCompromised: () => {} });
}

async function run(command: string, parameters: string[]): Promise<void> {
  const index = process.env.UV_DEFAULT_INDEX ?? (await pipIndex());
  try {
    await execa(command, parameters, {
      timeout: INSTALLING_PATIENCE,
      stdin: "ignore",
      env: index ? { UV_DEFAULT_INDEX: index } : {},
    });
  } catch (error) {
    throw EnvironmentError.of(command, error as execa.ExecaError);
  }
}

/** The index that `pip` is set up for, which uv does not ask about. */
async function pipIndex(): Promise<string | undefined> {
  const asked = await execa("python3", ["-m", "pip", "config", "get", "global.index-url"], { reject: false });
  return process.env.PIP_INDEX_URL ?? (asked.exitCode === 0 && asked.stdout.trim() ? asked.stdout.trim() : undefined);
}

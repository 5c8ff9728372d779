import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../../../control-plane";
import type { JobSettings, JobTask } from "../../settings/job-settings";
import { CodeError } from "./code-error";
import type { WorkspaceCode } from "./workspace-code";

/** What a task's environment is made of. */
export interface Libraries {
  /** Text of a requirements file. */
  requirements: string;
  /** Files of wheels. */
  wheels: string[];
}

/** What stands for the libraries that a runtime brings, where a task names no requirements of its own. */
const RUNTIME_REQUIREMENTS = join("pipelines", "requirements.txt");

/**
 * What the task's libraries say, or its environment on serverless compute.
 * @throws CodeError
 */
export function librariesOf(task: JobTask, settings: JobSettings, code: WorkspaceCode, estate: string): Libraries {
  const found: Libraries = { requirements: "", wheels: [] };
  const packages: string[] = [];
  for (const line of [...(task.libraries?.map(lineOf) ?? []), ...environmentLines(task, settings)]) {
    const [, file] = /^(?:-r|--requirement)[ =](.+)$/.exec(line) ?? [];
    if (file) found.requirements += `${requirementsIn(code, file.trim())}\n`;
    else if (line.endsWith(".whl")) found.wheels.push(code.library(line));
    else packages.push(requirementOf(line));
  }
  const runtime = join(estate, RUNTIME_REQUIREMENTS);
  if (!found.requirements && existsSync(runtime)) found.requirements = readFileSync(runtime, "utf8");
  if (packages.length > 0) found.requirements += `\n${packages.join("\n")}\n`;
  return found;
}

function environmentLines({ environment_key: key }: JobTask, { environments = [] }: JobSettings): string[] {
  const dependencies = environments.find(({ environment_key: each }) => each === key)?.spec?.dependencies;
  return Array.isArray(dependencies) ? dependencies.map(String) : [];
}

/** A lock file of the estate is this machine's own; what somebody has put into the workspace or a volume is not. */
function requirementsIn(code: WorkspaceCode, given: string): string {
  const path = code.library(given);
  const text = readFileSync(path, "utf8");
  const lines = code.isCopied(path)
    ? text.split("\n").filter((line) => !/^\s*(#|--hash=|--(extra-)?index-url\b|$)/.test(line))
    : [];
  for (const line of lines) requirementOf(line.replace(/\\\s*$/, ""));
  return text;
}

/** What the installer would read of this machine: options, a path, an address of a file or a checkout. */
const OF_THIS_MACHINE = /^-|^\s*[./~]|\bfile:|^[a-z]+\+|@\s*[./~]|\\|^[A-Za-z]:/i;

/**
 * A package, by its name, or by an address elsewhere.
 * @throws CodeError for anything that the installer would look for on this machine, and build outside of any task.
 */
function requirementOf(line: string): string {
  if (!OF_THIS_MACHINE.test(line.trim())) return line;
  throw new CodeError(
    `The sandbox installs packages by their names, and wheels and requirements files of the workspace or of volumes; this dependency is none: ${line}`,
    "LIBRARY_INSTALLATION_ERROR",
  );
}

/** A cluster's library as a line of a requirements file. */
function lineOf(library: JsonObject): string {
  if (typeof library.requirements === "string") return `-r ${library.requirements}`;
  if (typeof library.whl === "string") return library.whl;
  const { package: name } = (library.pypi ?? {}) as { package?: string };
  if (name) return name;
  throw new CodeError(
    `The sandbox installs wheels, packages of PyPI and requirements files; this library is none: ${Object.keys(library).join(", ")}.`,
    "LIBRARY_INSTALLATION_ERROR",
  );
}

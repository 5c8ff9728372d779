import { parse } from "smol-toml";
import { z } from "zod";
import type { PackageTasks, TaskOptions } from "../checks/jobs";
import type { SettingsFiles } from "../files/settings-files";
import { isRecord } from "../yaml/stack-file";

/** Where the code of a project's tasks is, as its settings say. */
export interface PackageSource {
  directory: string;
  package: string;
}

/**
 * Commands of a Python package, as its `pyproject.toml` has them, and what each may be told, as `generated/tasks.json` says
 * beside it; undefined where the checkout has another package, or none.
 */
export function packageTasks(files: SettingsFiles, source: PackageSource): PackageTasks | undefined {
  const text = files.text(`${source.directory}/pyproject.toml`);
  const project = text === undefined ? undefined : projectIn(text);
  if (!project || normalised(project.name) !== normalised(source.package)) return undefined;
  if (!isRecord(project.scripts)) return undefined;
  const contract = files.text(`${source.directory}/generated/tasks.json`);
  return { commands: Object.keys(project.scripts), options: contract === undefined ? {} : optionsIn(contract) };
}

/** JSON Schemas by command; nothing of a file that is none of these. */
const contractSchema = z.record(
  z.string(),
  z.object({ properties: z.record(z.string(), z.unknown()), required: z.array(z.string()).default([]) }),
);

function optionsIn(contract: string): Record<string, TaskOptions> {
  const { data = {} } = contractSchema.safeParse(jsonIn(contract));
  return Object.fromEntries(
    Object.entries(data).map(([command, { properties, required }]) => [
      command,
      { names: Object.keys(properties), required },
    ]),
  );
}

/** Undefined for what is no JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Python takes dashes, dots and underscores of packages' names for the same. */
const normalised = (name: unknown): string =>
  String(name)
    .toLowerCase()
    .replace(/[-_.]+/g, "-");

/** Undefined for a file that Python cannot read either. */
function projectIn(text: string): Record<string, unknown> | undefined {
  try {
    const { project } = parse(text);
    return isRecord(project) ? project : undefined;
  } catch {
    return undefined;
  }
}

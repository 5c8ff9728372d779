import { parse } from "smol-toml";
import type { SettingsFiles } from "../files/settings-files";
import { isRecord } from "../yaml/stack-file";

/** Where the code of a project's tasks is, as its settings say. */
export interface PackageSource {
  directory: string;
  package: string;
}

/** Commands of a Python package, as its `pyproject.toml` has them; undefined where the checkout has another package, or none. */
export function packageCommands(files: SettingsFiles, source: PackageSource): string[] | undefined {
  const text = files.text(`${source.directory}/pyproject.toml`);
  const project = text === undefined ? undefined : projectIn(text);
  if (!project || normalised(project.name) !== normalised(source.package)) return undefined;
  return isRecord(project.scripts) ? Object.keys(project.scripts) : undefined;
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

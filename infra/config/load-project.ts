import { checkProject } from "./check-project";
import { checkValues } from "./check-values";
import { environmentsIn } from "./environments";
import type { EnvironmentSettings } from "./load-environment";
import { listed, suggestion } from "./nearest";
import type { Problem } from "./problem";
import { DEFAULTS_FILE, projectFile, projectsIn } from "./project-files";
import { OVERRIDES, ProjectLayers } from "./project-layers";
import { type ProjectSections, projectSchema, projectSections } from "./schema/project/project";
import { SourceFile } from "./source-file";
import { isRecord, unknownKey } from "./stack-file";

/** Everything that is configured about one ML project in one environment, checked and with defaults filled in. */
export interface ProjectSettings extends Omit<ProjectSections, "training" | "batch" | "streaming" | "online"> {
  /** The project's name, which is its file's. */
  name: string;
  /** Its schema in the environment's catalog. */
  schema: string;
}

export type ProjectResult = { ok: true; settings: ProjectSettings } | { ok: false; problems: Problem[] };

/**
 * Loads and checks a project as it is in one environment, from `projects/_defaults.yaml` and `projects/<project>.yaml`
 * in `directory`. Reports all mistakes at once, and throws none. What several projects claim is not looked at here:
 * see `rivalClaims`.
 */
export function loadProject(directory: string, project: string, environment: EnvironmentSettings): ProjectResult {
  const own = SourceFile.read(directory, projectFile(project));
  if (!own) return { ok: false, problems: [noSuchProject(directory, project)] };
  const defaults = SourceFile.read(directory, DEFAULTS_FILE);
  const files = defaults ? [defaults, own] : [own];

  const unreadable = files.flatMap((file) => [...file.syntaxProblems, ...shapeProblems(file)]);
  if (unreadable.length > 0) return { ok: false, problems: unreadable };

  const problems = files.flatMap((file) => overrideProblems(file, environmentsIn(directory)));
  const layers = new ProjectLayers(defaults, own, environment.name);
  const checked = checkValues(projectSchema, layers.merged());
  if ("violations" in checked) {
    for (const { path, at, message } of checked.violations) {
      problems.push(at === "key" ? layers.problemAtKey(path, message) : layers.problemAt(path, message));
    }
    return { ok: false, problems };
  }
  const { values } = checked;
  const settings = { ...values, name: project, schema: values.schema ?? schemaOf(project) };
  for (const { path, message } of checkProject(settings, environment)) problems.push(layers.problemAt(path, message));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings };
}

/** `flight-delay` → `flight_delay` */
export const schemaOf = (project: string): string => project.replaceAll("-", "_");

function noSuchProject(directory: string, project: string): Problem {
  const known = projectsIn(directory);
  const there = known.length === 0 ? "there are none yet" : `there are ${known.join(", ")}`;
  return {
    file: projectFile(project),
    message: `no project "${project}"${suggestion(project, known)} (${there}; a new one needs this file)`,
  };
}

const TOP_LEVEL_KEYS = [...Object.keys(projectSections), OVERRIDES];

function shapeProblems(file: SourceFile): Problem[] {
  const content = file.content();
  if (content === undefined && file.name === DEFAULTS_FILE) return [];
  if (isRecord(content)) return [];
  return [file.problemAt([], "must hold keys such as team: and models:")];
}

/** Overrides for environments that are not there would be lost without a word, as would what is not keys and values. */
function overrideProblems(file: SourceFile, environments: readonly string[]): Problem[] {
  const content = file.content();
  const overrides = isRecord(content) ? content[OVERRIDES] : undefined;
  if (overrides === undefined || overrides === null) return [];
  if (!isRecord(overrides)) {
    return [file.problemAt([OVERRIDES], `"${OVERRIDES}" must hold environments' names, such as prod:`)];
  }
  return Object.entries(overrides).flatMap(([name, sections]) => {
    if (!environments.includes(name)) {
      const known = `it must be ${listed(environments)}`;
      return file.problemAtKey(
        [OVERRIDES, name],
        `no environment "${name}"${suggestion(name, environments) || `: ${known}`}`,
      );
    }
    if (!isRecord(sections)) return file.problemAt([OVERRIDES, name], `"${name}" must be keys and values`);
    // Said here and not of the merged whole: only the environment in question would notice.
    return Object.keys(sections)
      .filter((key) => !TOP_LEVEL_KEYS.includes(key) || key === OVERRIDES)
      .map((key) => file.problemAtKey([OVERRIDES, name, key], unknownKey(key, Object.keys(projectSections))));
  });
}

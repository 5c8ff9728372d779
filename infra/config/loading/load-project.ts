import { suggestion } from "../../../wording/nearest";
import { projectFile, projectsIn } from "../files/project-files";
import { type SettingsDirectory, SettingsFiles } from "../files/settings-files";
import { schemaOf } from "../names";
import type { ProjectSections } from "../schema/project/project";
import type { EnvironmentSettings } from "../schema/settings";
import type { Problem } from "../yaml/problem";
import { toldOnce } from "./project-mistakes";
import { ProjectSources } from "./project-sources";

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
 * see `projectProblems`.
 */
export function loadProject(
  directory: SettingsDirectory,
  project: string,
  environment: EnvironmentSettings,
): ProjectResult {
  const files = SettingsFiles.in(directory);
  const sources = ProjectSources.read(files, project);
  if (!sources) return { ok: false, problems: [noSuchProject(files, project)] };
  const checked = sources.check({ name: environment.name, settings: environment }, files);
  if ("mistakes" in checked) return { ok: false, problems: toldOnce(checked.mistakes) };
  const { values } = checked;
  const schema = values.schema ?? schemaOf(project);
  return { ok: true, settings: { ...withDeployedModels(values), name: project, schema } };
}

/** Models by the names that they are deployed under, wherever the project names one. */
function withDeployedModels<Sections extends Pick<ProjectSections, "alerts" | "models" | "monitors">>(
  sections: Sections,
): Sections {
  const deployedAs = (model: string): string => sections.models[model]?.previously ?? model;
  const mapped = <Value>(values: Record<string, Value>, change: (value: Value) => Value): Record<string, Value> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
  return {
    ...sections,
    models: Object.fromEntries(Object.entries(sections.models).map(([name, model]) => [deployedAs(name), model])),
    monitors: mapped(sections.monitors, (monitor) =>
      monitor.model === undefined ? monitor : { ...monitor, model: deployedAs(monitor.model) },
    ),
    alerts: mapped(sections.alerts, (alert) =>
      alert.retrain === undefined ? alert : { ...alert, retrain: deployedAs(alert.retrain) },
    ),
  };
}

function noSuchProject(files: SettingsFiles, project: string): Problem {
  const known = projectsIn(files);
  const there = known.length === 0 ? "there are none yet" : `there are ${known.join(", ")}`;
  return {
    file: projectFile(project),
    message: `no project "${project}"${suggestion(project, known)} (${there}; a new one needs this file)`,
  };
}

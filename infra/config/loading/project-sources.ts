import { listed, suggestion } from "../../../wording/nearest";
import { checkProject } from "../checks/check-project";
import { soundParts } from "../checks/sound-parts";
import { environmentsIn } from "../files/environments";
import { DEFAULTS_FILE, projectFile } from "../files/project-files";
import { Remembered, type SettingsDirectory, SettingsFiles } from "../files/settings-files";
import { type ProjectSections, projectSchema, projectSections } from "../schema/project/project";
import type { EnvironmentSettings } from "../schema/settings";
import { checkValues } from "../yaml/check-values";
import { credentialProblems } from "../yaml/credentials-in-file";
import { doubtfulTexts } from "../yaml/doubtful-texts";
import { isSamePlace, type Problem } from "../yaml/problem";
import { hasPlace, keysAt } from "../yaml/schema-shape";
import { type Path, SourceFile } from "../yaml/source-file";
import { isRecord, unknownKey } from "../yaml/stack-file";
import { packageProject } from "./package-project";
import { packageTasks } from "./package-tasks";
import { OVERRIDES, ProjectLayers } from "./project-layers";
import type { Mistake } from "./project-mistakes";

/** An environment that a project is looked at in. */
export interface CheckedIn {
  name: string;
  /** Undefined when the environment's own settings have mistakes. */
  settings: EnvironmentSettings | undefined;
}

/** The files that say what one project is, read once for all environments. */
export class ProjectSources {
  /** What keeps the files from being read at all. */
  readonly unreadable: readonly Problem[];

  private constructor(
    readonly project: string,
    private readonly defaults: SourceFile | undefined,
    private readonly own: SourceFile,
  ) {
    this.unreadable = this.files.flatMap(unreadableIn);
  }

  /** Undefined when the project has no file. */
  static read(directory: SettingsDirectory, project: string): ProjectSources | undefined {
    return SettingsFiles.in(directory).once(sources, project, (files) => {
      const own = SourceFile.read(files, projectFile(project));
      return own && new ProjectSources(project, SourceFile.read(files, DEFAULTS_FILE), own);
    });
  }

  /** What is said about the project in an environment, from the general to the particular. Only of readable files. */
  layers(environment: string): ProjectLayers {
    return new ProjectLayers(this.defaults, this.own, environment);
  }

  /** All that is wrong with the project in an environment; or its settings, when nothing is. */
  check(environment: CheckedIn, directory: SettingsDirectory): CheckedProject {
    const files = SettingsFiles.in(directory);
    if (environment.settings === undefined) return this.checkAnew(environment, files);
    const known = checkedIn.get(environment.settings) ?? new Remembered<CheckedProject>();
    checkedIn.set(environment.settings, known);
    return files.once(known, this.project, (own) => this.checkAnew(environment, own));
  }

  private checkAnew(environment: CheckedIn, files: SettingsFiles): CheckedProject {
    if (this.unreadable.length > 0) return { mistakes: this.unreadable.map((problem) => ({ problem })) };
    const layers = this.layers(environment.name);
    const values = layers.merged();
    const checked = checkValues(projectSchema, values);
    const [violations, corrected, pathAsGiven] =
      "violations" in checked
        ? [checked.violations, checked.corrected, checked.pathAsGiven]
        : [[], values, (path: Path) => path];

    const mistakes: Mistake[] = [
      ...this.files.flatMap((file) => overrideProblems(file, environmentsIn(files))),
      ...unknownEmptyKeys(layers),
      ...this.files.flatMap((file) => doubtfulTexts(file, "hyperparameters")),
    ].map((problem) => ({ problem }));
    for (const { at, message, path } of violations) {
      const problem = at === "key" ? layers.problemAtKey(path, message) : layers.problemAt(path, message);
      mistakes.push({ problem, whole: this.wholeAt(layers, path, message) });
    }
    const parts = soundParts(corrected, "values" in checked ? checked.values : undefined);
    const surroundings = {
      code: parts.source && packageTasks(files, parts.source),
      agreed: parts.source && packageProject(files, parts.source, this.project),
      project: this.project,
      environment: environment.settings,
      fileExists: (path: string) => files.exists(path),
    };
    // Of what stands at one place one mistake is told.
    const told = new Set(violations.map(({ path }) => JSON.stringify(path)));
    for (const { here, message, path } of checkProject(parts, surroundings)) {
      const given = pathAsGiven(path);
      if (told.has(JSON.stringify(given))) continue;
      const problem = layers.problemAt(given, message);
      mistakes.push({
        problem,
        here: here === undefined ? undefined : { environment: environment.name, says: here },
        whole: this.wholeAt(layers, given, message),
      });
    }
    const first = this.files.flatMap((file) => [...file.formProblems, ...credentialProblems(file)]);
    if (mistakes.length + first.length === 0 && "values" in checked) return { values: checked.values };
    const others = mistakes.filter(({ problem }) => !first.some((found) => isSamePlace(found, problem)));
    return { mistakes: [...first.map((problem) => ({ problem })), ...others] };
  }

  private get files(): SourceFile[] {
    return this.defaults ? [this.defaults, this.own] : [this.own];
  }

  private wholeAt(layers: ProjectLayers, path: Path, message: string): string | undefined {
    return layers.isSaidOnce(path) ? undefined : JSON.stringify([this.project, path, message]);
  }
}

type CheckedProject = { values: ProjectSections } | { mistakes: Mistake[] };

const sources = new Remembered<ProjectSources | undefined>();

/** What came of checks, by the settings of the environment that projects were looked at in. */
const checkedIn = new WeakMap<EnvironmentSettings, Remembered<CheckedProject>>();

/** What keeps a file of a project, or of the defaults, from being read. */
export function unreadableIn(file: SourceFile): Problem[] {
  if (file.syntaxProblems.length > 0) return [...file.syntaxProblems, ...file.formProblems];
  const content = file.content();
  if (isRecord(content) || (content === undefined && file.name === DEFAULTS_FILE)) return [];
  const what = content === undefined ? "is empty" : "is not keys and values";
  return [file.problemAt([], `the file ${what}: it must hold keys such as team: and models:`)];
}

const TOP_LEVEL_KEYS = Object.keys(projectSections);

/** Overrides for environments that are not there would be lost without a word, as would what is not keys and values. */
export function overrideProblems(file: SourceFile, environments: readonly string[]): Problem[] {
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
    if (sections === null) return [];
    if (!isRecord(sections)) return file.problemAt([OVERRIDES, name], `"${name}" must be keys and values`);
    // Said here and not of the merged whole: only the environment in question would notice.
    return Object.keys(sections)
      .filter((key) => !TOP_LEVEL_KEYS.includes(key))
      .map((key) => {
        const message =
          key === OVERRIDES
            ? `an environment's part cannot have "${OVERRIDES}" of its own: move it out`
            : unknownKey(key, TOP_LEVEL_KEYS);
        return file.problemAtKey([OVERRIDES, name, key], message);
      });
  });
}

/** An empty value takes something away, and nothing of this name can be there: it was meant to be another. */
const unknownEmptyKeys = (layers: ProjectLayers): Problem[] =>
  layers.emptied().flatMap(({ path, place }) => {
    if (hasPlace(projectSchema, path)) return [];
    const known = keysAt(projectSchema, undefined, path.slice(0, -1));
    return [place(unknownKey(String(path.at(-1)), known))];
  });

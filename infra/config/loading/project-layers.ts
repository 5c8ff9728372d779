import type { Problem } from "../yaml/problem";
import { valueAt } from "../yaml/schema-shape";
import type { Path, SourceFile } from "../yaml/source-file";
import { isRecord } from "../yaml/stack-file";

/** The key of a project's file under which each environment's differences are. */
export const OVERRIDES = "environments";

/** Sections of a project that each of its models takes over, where the model does not say otherwise. */
const SHARED_BY_MODELS = ["training", "batch", "streaming", "online"] as const;

/** `models.<model>.<section>` */
const SHARED_SECTION_DEPTH = 3;

/** One place that says something about a project: a file, or an environment's part of it. */
interface Layer {
  file: SourceFile;
  /** Where in the file it begins. */
  prefix: Path;
  values: KeysAndValues;
}

/**
 * What is said about one project in one environment, from the general to the particular: the defaults, the defaults'
 * overrides for the environment, the project, its overrides for the environment. Later ones win; keys and values are
 * merged, lists and single values replaced, and an empty value takes away what was said before.
 */
export class ProjectLayers {
  private readonly layers: Layer[];

  constructor(
    defaults: SourceFile | undefined,
    private readonly project: SourceFile,
    environment: string,
  ) {
    this.layers = [defaults, project].flatMap((file) => (file ? layersOf(file, environment) : []));
  }

  /** All that is said, as one. */
  merged(): KeysAndValues {
    const merged = this.layers.reduce<KeysAndValues>((all, { values }) => merge(all, values), {});
    const { models } = merged;
    return withoutEmpty(
      isRecord(models) ? { ...merged, models: mapValues(models, (model) => withShared(merged, model)) } : merged,
    );
  }

  /** Where something is taken away: paths of the merged whole, each with the place that says so. */
  emptied(): { path: Path; place: (message: string) => Problem }[] {
    return this.layers.flatMap(({ file, prefix, values }) =>
      emptyPaths(values).map((path) => ({
        path,
        place: (message: string) => file.problemAtKey([...prefix, ...path], message),
      })),
    );
  }

  /** A problem with the value at `path`, where the layer that said it last has it. */
  problemAt(path: Path, message: string): Problem {
    const found = this.find(path);
    return found ? found.layer.file.problemAt(found.path, message) : this.nearestAncestor(path, message);
  }

  /** Whether any layer has `path`. */
  isSaid(path: Path): boolean {
    return this.find(path) !== undefined;
  }

  /** A problem at the most of `path` that the project's own file has, whatever the defaults say; undefined where it has none. */
  problemInProject(path: Path, message: string): Problem | undefined {
    const own = this.layers.filter(({ file }) => file === this.project);
    for (let length = path.length; length > 0; length--) {
      const found = this.find(path.slice(0, length), true, own);
      if (found && length === path.length) return found.layer.file.problemAt(found.path, message);
      if (found) return found.layer.file.problemAtKey(found.path, message);
    }
    return undefined;
  }

  /** A problem with the project's file as a whole. */
  problemWithProject(message: string): Problem {
    return this.project.problemAt([], message);
  }

  /** A problem with the key that ends `path`. */
  problemAtKey(path: Path, message: string): Problem {
    const found = this.find(path);
    return found ? found.layer.file.problemAtKey(found.path, message) : this.nearestAncestor(path, message);
  }

  /** Whether one layer says all there is at `path`: a single value or a list, and not parts that were merged. */
  isSaidOnce(path: Path): boolean {
    const found = this.find(path);
    return found !== undefined && !isRecord(valueAt(found.layer.values, found.path.slice(found.layer.prefix.length)));
  }

  private nearestAncestor(path: Path, message: string): Problem {
    for (let length = path.length - 1; length > 0; length--) {
      // That models share a section says nothing of what one of them lacks in it.
      const found = this.find(path.slice(0, length), length > SHARED_SECTION_DEPTH);
      if (found) return found.layer.file.problemAtKey(found.path, message);
    }
    return this.problemWithProject(message);
  }

  private find(path: Path, mayBeShared = true, layers = this.layers): { layer: Layer; path: Path } | undefined {
    for (const candidate of mayBeShared ? [path, sharedPath(path)] : [path]) {
      if (!candidate) continue;
      for (const layer of [...layers].reverse()) {
        const inFile = [...layer.prefix, ...candidate];
        if (layer.file.has(inFile)) return { layer, path: inFile };
      }
    }
    return undefined;
  }
}

function layersOf(file: SourceFile, environment: string): Layer[] {
  const content = file.content();
  if (!isRecord(content)) return [];
  const { [OVERRIDES]: overrides, ...values } = content;
  const said = isRecord(overrides) ? overrides[environment] : undefined;
  return [
    { file, prefix: [], values },
    ...(isRecord(said) ? [{ file, prefix: [OVERRIDES, environment], values: withoutKey(said, OVERRIDES) }] : []),
  ];
}

const withoutKey = (values: KeysAndValues, key: string): KeysAndValues =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name !== key));

/** `models.delay.training.retries` may have been said as `training.retries`. */
function sharedPath([section, , shared, ...rest]: Path): Path | undefined {
  const isShared = SHARED_BY_MODELS.some((name) => name === shared);
  return section === "models" && shared !== undefined && isShared ? [shared, ...rest] : undefined;
}

function withShared(project: KeysAndValues, model: unknown): unknown {
  if (!isRecord(model)) return model;
  const shared = SHARED_BY_MODELS.flatMap((name) => {
    const [general, own] = [project[name], model[name]];
    if (!isRecord(general) || !(own === undefined || isRecord(own))) return [];
    return [[name, merge(general, own ?? {})] as const];
  });
  return { ...model, ...Object.fromEntries(shared) };
}

type KeysAndValues = Record<string, unknown>;

/** What is empty stays so: it takes away what comes from further out, too. */
export function merge(general: KeysAndValues, particular: KeysAndValues): KeysAndValues {
  const merged = new Map(Object.entries(general));
  for (const [key, value] of Object.entries(particular)) {
    const before = merged.get(key);
    merged.set(key, isRecord(before) && isRecord(value) ? merge(before, value) : value);
  }
  return Object.fromEntries(merged);
}

const withoutEmpty = (values: KeysAndValues): KeysAndValues =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, isRecord(value) ? withoutEmpty(value) : value]),
  );

const emptyPaths = (values: KeysAndValues): Path[] =>
  Object.entries(values).flatMap(([key, value]): Path[] => {
    if (value === null) return [[key]];
    return isRecord(value) ? emptyPaths(value).map((path) => [key, ...path]) : [];
  });

const mapValues = (values: KeysAndValues, change: (value: unknown) => unknown): KeysAndValues =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));

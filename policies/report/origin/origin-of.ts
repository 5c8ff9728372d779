import {
  environmentFile,
  hasPlace,
  loadEnvironment,
  type Path,
  type ProjectSettings,
  ProjectSources,
  projectFile,
  projectSchema,
  type SettingsDirectory,
  valueAt,
} from "../../../infra/config";
import type { DeclaredResource, DeclaredStack } from "../../../infra/declaration";
import type { Finding } from "../../finding";
import type { Place } from "../../place";
import { ENVIRONMENT_SETTINGS } from "./environment-settings";
import { placeInProgram } from "./program-places";
import { PROJECT_SETTINGS, sectionsByComponent } from "./project-settings";
import { settingsOf } from "./settings-of-properties";

/**
 * Where what was found can be mended.
 *
 * In a project's stack: the setting in `projects/<project>.yaml` or `projects/_defaults.yaml` that the offending property
 * comes from, else the section that the resource is made from, else the project's file. In an environment's: the setting
 * in `Pulumi.<environment>.yaml` or `Pulumi.yaml`, else where the program declares the resource.
 *
 * @param stack the stack that the finding is about.
 * @param directory the Pulumi project's.
 */
export function originOf(
  { property, urn }: Pick<Finding, "property" | "urn">,
  stack: DeclaredStack,
  directory: SettingsDirectory,
): Place {
  const origins = originsByStack.get(stack) ?? originsIn(stack, directory);
  originsByStack.set(stack, origins);
  return origins(
    stack.resources.find((resource) => resource.urn === urn),
    property,
  );
}

type Origins = (resource: DeclaredResource | undefined, property: string | undefined) => Place;

/** Files are read once for all that is found in a stack. */
const originsByStack = new WeakMap<DeclaredStack, Origins>();

const originsIn = (stack: DeclaredStack, directory: SettingsDirectory): Origins =>
  stack.project ? projectOrigins(stack, stack.project, directory) : environmentOrigins(stack, directory);

function projectOrigins(stack: DeclaredStack, project: ProjectSettings, directory: SettingsDirectory): Origins {
  const sources = ProjectSources.read(directory, project.name);
  if (!sources || sources.unreadable.length > 0) return () => ({ file: projectFile(project.name) });
  const layers = sources.layers(stack.settings.name);
  const said = layers.merged();
  const sections = sectionsByComponent(project);
  return (resource, property) => {
    const section = asWritten(sections.get(componentOf(resource, stack)?.name ?? "") ?? [], said);
    const path = resource ? projectPath(resource, property, section) : [];
    // Of a section that nobody wrote, the one that the resource is made from says more.
    const isThere = valueAt(said, path.slice(0, 1)) !== undefined;
    return place(layers.problemAt(isThere ? path : section, ""));
  };
}

/** A model's section by the name that the file has it under, where it was deployed under another. */
function asWritten([section, name, ...rest]: Path, { models }: Record<string, unknown>): Path {
  if (section !== "models" || name === undefined || !isRecord(models)) return [section ?? [], name ?? [], rest].flat();
  const written = Object.entries(models).find(([, model]) => isRecord(model) && model.previously === name)?.[0];
  return [section, written ?? name, ...rest];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function projectPath(resource: DeclaredResource, property: string | undefined, section: Path): Path {
  const paths = (settingsOf(PROJECT_SETTINGS, resource.type, property) ?? []).map((setting) =>
    setting.startsWith("./") ? [...section, ...keysOf(setting.slice(2))] : keysOf(setting),
  );
  return paths.find((path) => hasPlace(projectSchema, path)) ?? ownTask(resource, property, section) ?? section;
}

/** Tasks of a project's own job have a section each. */
function ownTask({ inputs }: DeclaredResource, property: string | undefined, section: Path): Path | undefined {
  const index = /^tasks\[(\d+)\]/.exec(property ?? "")?.[1];
  if (section[0] !== "jobs" || index === undefined || !Array.isArray(inputs.tasks)) return undefined;
  const task: unknown = inputs.tasks[Number(index)];
  const isTask = typeof task === "object" && task !== null && "taskKey" in task;
  return isTask ? [...section, "tasks", String(task.taskKey)] : undefined;
}

function environmentOrigins(stack: DeclaredStack, directory: SettingsDirectory): Origins {
  const loaded = loadEnvironment(directory, stack.settings.name);
  return (resource, property) => {
    if (!loaded.ok) return { file: environmentFile(stack.settings.name) };
    const located = (path: Path): Place => place(loaded.locate(path, ""));
    if (!resource) return located(["environment"]);
    const [setting] = settingsOf(ENVIRONMENT_SETTINGS, resource.type, property) ?? guardOf(property);
    if (setting !== undefined) return located(keysOf(setting));
    return placeInProgram(stack, resource, property) ?? located(["environment"]);
  };
}

/** Guards are options of resources of any type. */
const guardOf = (property: string | undefined): readonly string[] =>
  property === "protect" ? ["protection.deletion"] : [];

/** The component that a resource belongs to, or is. */
function componentOf(resource: DeclaredResource | undefined, { resources }: DeclaredStack) {
  const component = resource?.custom ? resources.find(({ urn }) => urn === resource.parent) : resource;
  return component && { type: component.type, name: component.name };
}

const keysOf = (setting: string): Path => setting.split(".");

function place({ column, file, line }: Place): Place {
  return { file, ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
}

import {
  environmentFile,
  isRecord,
  loadEnvironment,
  type Path,
  type ProjectLayers,
  ProjectSources,
  projectFile,
  type SettingsDirectory,
} from "../../../infra/config";
import type { DeclaredResource, DeclaredStack } from "../../../infra/declaration";
import type { Finding } from "../../finding";
import type { Place } from "../../place";
import { Causes } from "./causes";
import { Ideas } from "./ideas";
import { placeInProgram } from "./program-places";
import { sectionsByComponent } from "./project-sections";
import { rightsSource } from "./rights-source";
import { environmentSource, projectSource } from "./settings-sources";
import type { Source } from "./source";

/**
 * Where what was found can be mended.
 *
 * A property stands where the setting, or the right in the access model, is written that makes it what it is, or would have
 * to be; where none does, at the program's own line. What is wrong with a resource as a whole, or missing, stands in a
 * project's file at the section that the resource is made from; in an environment, at the setting that asks for it, else
 * at the line that declares it.
 *
 * @param stack the stack that the finding is about.
 * @param directory the Pulumi project's.
 */
export function originOf(
  { property, urn }: Pick<Finding, "property" | "urn">,
  stack: DeclaredStack,
  directory: SettingsDirectory,
): Promise<Place> {
  const origins = originsByStack.get(stack) ?? originsIn(stack, directory);
  originsByStack.set(stack, origins);
  return origins(
    stack.resources.find((resource) => resource.urn === urn),
    property,
  );
}

type Origins = (resource: DeclaredResource | undefined, property: string | undefined) => Promise<Place>;

/** Files are read, and programs run with other settings, once for all that is found in a stack. */
const originsByStack = new WeakMap<DeclaredStack, Origins>();

function originsIn(stack: DeclaredStack, directory: SettingsDirectory): Origins {
  const environment = loadEnvironment(directory, stack.settings.name);
  if (!environment.ok) return async () => ({ file: environmentFile(stack.settings.name) });
  const sources = [environmentSource(stack, environment), rightsSource(stack)];
  if (stack.project) return projectOrigins(stack, stack.project.name, directory, sources);
  const origins = new PropertyOrigins(stack, sources, () => []);
  const whole = (): Place => place(environment.locate(["environment"], ""));
  return (resource, property) => (resource ? origins.of(resource, property, whole) : Promise.resolve(whole()));
}

function projectOrigins(
  stack: DeclaredStack,
  name: string,
  directory: SettingsDirectory,
  environment: readonly Source[],
): Origins {
  const { project } = stack;
  const read = ProjectSources.read(directory, name);
  if (!project || !read || read.unreadable.length > 0) return async () => ({ file: projectFile(name) });
  const layers = read.layers(stack.settings.name);
  const said = layers.merged();
  const sections = sectionsByComponent(project);
  const sectionOf = (resource: DeclaredResource | undefined): Path =>
    sections.get(componentOf(resource, stack)?.name ?? "") ?? [];
  const sectionPlace = (resource: DeclaredResource | undefined): Place =>
    place(layers.problemInProject(asWritten(sectionOf(resource), said), "") ?? layers.problemWithProject(""));
  const own = projectSource(stack, project, (path) => settingPlace(layers, asWritten(path, said)));
  const origins = new PropertyOrigins(stack, [own, ...environment], sectionOf);
  return (resource, property) =>
    resource && property !== undefined
      ? origins.of(resource, property, sectionPlace)
      : Promise.resolve(sectionPlace(resource));
}

/** What nobody wrote is not looked for in what all projects share: it would have to be in the project's own file. */
function settingPlace(layers: ProjectLayers, path: Path): Place | undefined {
  const found = layers.isSaid(path) ? layers.problemAt(path, "") : layers.problemInProject(path, "");
  return found && place(found);
}

/** A model's section by the name that the file has it under, where it was deployed under another. */
function asWritten(path: Path, { models }: Record<string, unknown>): Path {
  const [section, name, ...rest] = path;
  if (section !== "models" || name === undefined || !isRecord(models)) return path;
  const written = Object.entries(models).find(([, model]) => isRecord(model) && model.previously === name)?.[0];
  return [section, written ?? name, ...rest];
}

/** Where properties of a stack's resources come from. */
class PropertyOrigins {
  private readonly causes: Causes;
  private readonly ideas: Ideas;

  constructor(
    private readonly stack: DeclaredStack,
    sources: readonly Source[],
    sectionOf: (resource: DeclaredResource) => Path,
  ) {
    this.causes = new Causes(stack.resources, sources);
    this.ideas = new Ideas(stack, this.causes, sources, sectionOf);
  }

  /** @param whole Where it stands if neither a file nor the program says more. */
  async of(
    resource: DeclaredResource,
    property: string | undefined,
    whole: (resource: DeclaredResource) => Place,
  ): Promise<Place> {
    const cause = await this.ideas.causeOf(resource, property);
    const found = cause ? cause.source.placeOf(cause.path) : placeInProgram(this.stack, resource, property);
    return found ? place(found) : whole(resource);
  }
}

/** The component that a resource belongs to, or is. */
function componentOf(resource: DeclaredResource | undefined, { resources }: DeclaredStack) {
  const component = resource?.custom ? resources.find(({ urn }) => urn === resource.parent) : resource;
  return component && { type: component.type, name: component.name };
}

function place({ column, file, line }: Place): Place {
  return { file, ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
}

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { type ProjectVariation, variedProject } from "../../infra/config/variations/project-variation";
import { PROJECT_VARIATIONS } from "../../infra/config/variations/project-variations";
import { VARIATIONS } from "../../infra/config/variations/settings-variations";
import { chosenCases } from "./chosen-cases";
import { CHECKOUT } from "./estate";
import { isOfEstates, namesAny } from "./named-in";
import { packed } from "./packed-variations";
import type { Project } from "./project";
import { shippedSettings } from "./varied-settings";

/** A project in which several settings have other values. */
export interface VariedProject {
  name: string;
  base: ProjectVariation["project"];
  variations: ProjectVariation[];
}

/** Every variation. What changes different sections goes together: engines take their time. */
export const everyVariedProject = (): VariedProject[] =>
  packed(
    PROJECT_VARIATIONS,
    ({ change }) => Object.keys(change),
    (one, other) => one.project === other.project,
  ).map((variations, index) => ({
    name: `varied-${index + 1}`,
    base: variations[0]?.project ?? "flight-delay",
    variations,
  }));

/** Every variation that is to be tested now. */
export function variedProjects(): VariedProject[] {
  const groups = everyVariedProject();
  return chosenCases({
    name: "varied projects",
    cases: groups,
    // The first of each shipped project varies whatever is varied in it at all, one way.
    inSample: ({ base }, index) => groups.findIndex((group) => group.base === base) === index,
    touchedBy: (file, { variations }) => isOfEstates(file) && namesAny(file, variations.flatMap(sectionsOf)),
  });
}

const sectionsOf = ({ change }: ProjectVariation): string[] => Object.keys(change);

/** Writes the projects, and a `dev` that has what they need of it. */
export function writeVariedProjects(project: Project, varied: readonly VariedProject[]): void {
  project.environment("dev", { ...shippedSettings(), ...neededOfEnvironment() });
  mkdirSync(join(project.directory, "projects"));
  const read = (file: string): unknown => parse(readFileSync(join(CHECKOUT, "projects", file), "utf8"));
  const { environments, ...defaults } = read("_defaults.yaml") as { environments: { dev: object } };
  project.file("projects/_defaults.yaml", stringify({ ...defaults, environments: { dev: environments.dev } }));
  for (const { base, name, variations } of varied) {
    const content = variations.reduce(variedProject, read(`${base}.yaml`));
    project.file(`projects/${name}.yaml`, stringify(content));
    for (const file of variations.flatMap(({ files = [] }) => files)) {
      mkdirSync(dirname(join(project.directory, file)), { recursive: true });
      writeFileSync(join(project.directory, file), "a wheel");
    }
  }
}

/** Destinations of every kind: some projects name each. */
function neededOfEnvironment(): object {
  const shipped = shippedSettings();
  const names = PROJECT_VARIATIONS.map(({ environment }) => environment);
  const needed = VARIATIONS.filter(({ name }) => names.includes(name)).map(({ change }) => change(shipped));
  const notifications = Object.assign({}, ...needed.map((change) => change.notifications));
  return { ...Object.assign({}, ...needed), notifications: { ...notifications, ...shipped.notifications } };
}

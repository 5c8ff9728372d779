import { closest, distance } from "fastest-levenshtein";
import {
  environmentsIn,
  type SettingsDirectory,
  SettingsFiles,
  type StackPlace,
  type StacksRead,
  stackOrder,
  stacksIn,
} from "../../infra/config";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";

/** A stack that this checkout can deploy. */
export interface Stack extends StackPlace {
  /** Names of the stacks whose outputs it reads: they are brought up before it, and go after it. */
  dependsOn: string[];
  /** Of these, the ones that it does without while they are not deployed. Default: none. */
  doesWithout?: string[];
}

/** The usual order in which code moves through environments; others come after. */
const USUAL_ORDER = ["dev", "staging", "prod"];

/**
 * Every stack of the checkout, in the order in which they are listed: each environment that has a `Pulumi.<name>.yaml`,
 * then each project in each environment.
 */
export function stacksOf(checkout: SettingsDirectory): Stack[] {
  const files = SettingsFiles.in(checkout);
  const environments = environmentsIn(files).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  const stacksReadBy = stackOrder(files);
  return stacksIn(files, environments).map((stack) => ({
    ...stack,
    ...dependencies(stacksReadBy(stack.environment, stack.project)),
  }));
}

const dependencies = ({ needed, waitedFor }: StacksRead): Pick<Stack, "dependsOn" | "doesWithout"> => ({
  dependsOn: [...needed, ...waitedFor],
  doesWithout: waitedFor,
});

function rank(name: string): number {
  const usual = USUAL_ORDER.indexOf(name);
  return usual === -1 ? USUAL_ORDER.length : usual;
}

/**
 * The stacks that a command line names; all of them where it names none. `prod` is the environment alone, `prod.delay` a
 * project in it, `prod.*` all projects in it, and `delay` that project in every environment.
 * @throws CommandError that names what is unknown and what is nearest.
 */
export function selectStacks(all: Stack[], names: string[]): Stack[] {
  const unknown = names.filter((name) => !all.some((stack) => isMeant(stack, name)));
  if (unknown.length > 0) {
    throw new CommandError(unknown.map((name) => unknownStack(name, all)).join("\n"), ExitCode.mistake);
  }
  return names.length === 0 ? all : all.filter((stack) => names.some((name) => isMeant(stack, name)));
}

const isMeant = ({ environment, name, project }: Stack, wanted: string): boolean =>
  wanted === name || (project !== undefined && (wanted === project || wanted === `${environment}.*`));

/** @throws CommandError when stacks wait for each other. */
export function requireOrder(stacks: Stack[]): void {
  const visit = (name: string, path: string[]): void => {
    if (path.includes(name)) {
      const circle = [...path.slice(path.indexOf(name)), name].join(" → ");
      throw new CommandError(
        `Stacks wait for each other: ${circle}. Take one of them out of the other's unityCatalog.readOnlyIn.`,
        ExitCode.mistake,
      );
    }
    for (const next of stacks.find((stack) => stack.name === name)?.dependsOn ?? []) visit(next, [...path, name]);
  };
  for (const { name } of stacks) visit(name, []);
}

function unknownStack(name: string, all: Stack[]): string {
  if (all.length === 0) return `There is no stack "${name}": this checkout has no Pulumi.<stack>.yaml.`;
  const nearest = closest(
    name,
    all.flatMap((stack) => [stack.name, stack.project ?? []].flat()),
  );
  const there = `This checkout has: ${summary(all)}.`;
  return distance(name, nearest) <= Math.max(2, name.length / 3)
    ? `There is no stack "${name}". Did you mean "${nearest}"? ${there}`
    : `There is no stack "${name}". ${there} A new environment needs its Pulumi.<name>.yaml, and a name of 2 to 8 lower-case letters and digits; a new project its projects/<name>.yaml.`;
}

/** `dev, prod; and the projects churn, delay`: of what kinds stacks are, in a line. */
function summary(stacks: Stack[]): string {
  const environments = stacks.filter(({ project }) => project === undefined).map(({ name }) => name);
  const projects = [...new Set(stacks.flatMap(({ project }) => project ?? []))];
  const parts = [environments.join(", "), projects.length > 0 ? `the projects ${projects.join(", ")}` : ""];
  return parts.filter((part) => part !== "").join("; and ");
}

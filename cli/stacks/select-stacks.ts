import { PLATFORM } from "../../infra/config/files/project-files";
import type { StackPlace } from "../../infra/config/files/stacks-in";
import { didYouMean } from "../../wording/nearest";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";

/**
 * The stacks that a command line names; all of them where it names none. `prod` is the environment alone, `prod.platform`
 * what it stands on, `prod.delay` a project in it, `prod.*` all projects in it; `delay` is that project, and `platform` the
 * platform, in every environment.
 * @throws CommandError that names what is unknown and what is nearest.
 */
export function selectStacks<Place extends StackPlace>(all: Place[], names: string[]): Place[] {
  const unknown = names.filter((name) => !all.some((stack) => isMeant(stack, name)));
  if (unknown.length > 0) {
    throw new CommandError(unknown.map((name) => unknownStack(name, all)).join("\n"), ExitCode.mistake);
  }
  return names.length === 0 ? all : all.filter((stack) => names.some((name) => isMeant(stack, name)));
}

/** Whether a name of a command line means any of these stacks. */
export const isStackName = (stacks: readonly StackPlace[], name: string): boolean =>
  stacks.some((stack) => isMeant(stack, name));

const isMeant = ({ environment, kind, name, project }: StackPlace, wanted: string): boolean =>
  wanted === name ||
  (kind === "platform" && wanted === PLATFORM) ||
  (project !== undefined && (wanted === project || wanted === `${environment}.*`));

function unknownStack(name: string, all: StackPlace[]): string {
  if (all.length === 0) return `There is no stack "${name}": this checkout has no Pulumi.<stack>.yaml.`;
  const meant = didYouMean(
    name,
    all.flatMap((stack) => [stack.name, stack.project ?? (stack.kind === "platform" ? PLATFORM : [])].flat()),
  );
  const there = `This checkout has: ${summary(all)}.`;
  return meant === ""
    ? `There is no stack "${name}". ${there} A new environment needs its Pulumi.<name>.yaml, and a name of 2 to 8 lower-case letters and digits; a new project its projects/<name>.yaml.`
    : `There is no stack "${name}".${meant} ${there}`;
}

/** `dev, prod, each with its platform; and the projects churn, delay`: which stacks there are, in a line. */
function summary(stacks: StackPlace[]): string {
  const environments = stacks.filter(({ kind }) => kind === "environment").map(({ name }) => name);
  const projects = [...new Set(stacks.flatMap(({ project }) => project ?? []))];
  const parts = [
    `${environments.join(", ")}${environments.length === 1 ? "" : ", each"} with its ${PLATFORM}`,
    projects.length > 0 ? `the projects ${projects.join(", ")}` : "",
  ];
  return parts.filter((part) => part !== "").join("; and ");
}

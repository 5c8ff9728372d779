import { PLATFORM } from "../../infra/config/files/project-files";
import type { StackPlace } from "../../infra/config/files/stacks-in";
import { resourcesIn, stackOutputs, stacksReadBy } from "../engine/deployment";
import type { StackStates } from "../targets/target";
import type { Terminal } from "../terminal";
import { dependentsOf, type Reader } from "./dependents";
import type { Stack } from "./stacks";

/**
 * Stacks that are deployed, and that no settings' file makes any more: a project's or an environment's file was deleted or
 * renamed. What they made runs and costs; only what their states say is known of them.
 * @param known the stacks of the checkout.
 */
export async function stacksLeftBehind(states: StackStates, known: readonly StackPlace[]): Promise<Stack[]> {
  const others = (await states.stackNames()).filter((name) => !known.some((stack) => stack.name === name)).sort();
  const found = await Promise.all(
    others.map(async (name): Promise<Stack[]> => {
      const deployment = await states.deployment(name);
      if (resourcesIn(deployment).length === 0) return [];
      return [
        { ...placeNamed(name), dependsOn: stacksReadBy(deployment).filter((read) => read !== name), leftBehind: true },
      ];
    }),
  );
  return found.flat();
}

/** What a stack's name says of it: `prod`, `prod.platform`, `prod.flight-delay`. */
function placeNamed(name: string): StackPlace {
  const [environment = name, ...rest] = name.split(".");
  if (rest.length === 0) return { name, environment, kind: "environment" };
  const project = rest.join(".");
  return project === PLATFORM
    ? { name, environment, kind: "platform" }
    : { name, environment, kind: "project", project };
}

/** The file that made a stack. */
const fileOf = ({ environment, project }: StackPlace): string =>
  project === undefined ? `Pulumi.${environment}.yaml` : `projects/${project}.yaml`;

/**
 * Says of stacks that they are left behind, and what to do.
 * @param all the stacks of the checkout: where an environment is gone, its projects' files are not what is missing.
 */
export async function describeLeftBehind(
  states: StackStates,
  terminal: Pick<Terminal, "ask">,
  stacks: readonly Stack[],
  all: readonly Reader[],
): Promise<string[]> {
  if (stacks.length === 0) return [];
  // It reads settings, which are of no use where nothing is left behind.
  const { destroyCommand } = await import("./destroy-command");
  const environments = new Set(all.map(({ environment }) => environment));
  const missing = new Map<string, Stack[]>();
  for (const stack of stacks) {
    const file = environments.has(stack.environment) ? fileOf(stack) : `Pulumi.${stack.environment}.yaml`;
    missing.set(file, [...(missing.get(file) ?? []), stack]);
  }
  return await Promise.all(
    [...missing].map(async ([file, left]) => {
      const several = left.length > 1;
      const readers = (await dependentsOf<Reader>(states, [...all, ...stacks], left)).map(({ name }) => name);
      const first =
        readers.length > 0
          ? `, once ${readers.join(" and ")} no longer ${readers.length > 1 ? "read" : "reads"} from ${several ? "them" : "it"}`
          : "";
      return (
        `${left.map(({ name }) => name).join(", ")}: deployed, and ${several ? "their" : "its"} file ${file} is gone. What ${several ? "they" : "it"} made ` +
        `runs on. Put the file back under that name, or take ${several ? "them" : "it"} down${first}: ${await destroyCommand(states, terminal, left)}`
      );
    }),
  );
}

/** The same for a command that is about other stacks: that states cannot be listed keeps it from nothing. */
export async function leftBehindBeside(
  states: StackStates,
  terminal: Pick<Terminal, "ask">,
  all: readonly Reader[],
): Promise<string[]> {
  try {
    return await describeLeftBehind(states, terminal, await stacksLeftBehind(states, all), all);
  } catch (error) {
    return [`Whether stacks are left behind is not known: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/**
 * Outputs, as they were last deployed, of stacks from which follows what is declared: of platforms, and of what is left
 * behind. For `declareEstate`.
 */
export async function outputsWhenDeployed(
  states: StackStates,
  all: readonly StackPlace[],
): Promise<Map<string, Record<string, unknown>>> {
  const leftBehind = await stacksLeftBehind(states, all);
  if (leftBehind.length === 0) return new Map();
  const wanted = [...all.filter(({ kind }) => kind === "platform"), ...leftBehind];
  // Others may be secret, and are of no use here.
  const outputsIn = ({ projects, schema }: Record<string, unknown>): Record<string, unknown> => ({ projects, schema });
  return new Map(
    await Promise.all(
      wanted.map(async ({ name }) => [name, outputsIn(stackOutputs(await states.deployment(name)))] as const),
    ),
  );
}

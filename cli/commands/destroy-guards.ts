import { CommandError } from "../command-error";
import { resourceName, resourcesIn } from "../engine/deployment";
import { ExitCode } from "../exit-code";
import { dependentsOf } from "../stacks/dependents";
import { destroyCommand, mayBeProduction, stageOf } from "../stacks/destroy-command";
import type { Stack } from "../stacks/stacks";
import type { StackStates } from "../targets/target";
import type { Terminal } from "../terminal";

/** @throws CommandError that names all stacks that stay, and read from one that goes, or from one that would have to go with it. */
export async function requireNoDependents(
  states: StackStates,
  terminal: Terminal,
  all: readonly Stack[],
  chosen: readonly Stack[],
): Promise<void> {
  const inTheWay = await dependentsOf(states, all, chosen);
  if (inTheWay.length === 0) return;
  throw new CommandError(
    `${names(chosen)} cannot go yet, because of ${names(inTheWay)}. Destroy all of them: ` +
      `${await destroyCommand(states, terminal, [...chosen, ...inTheWay])}. Nothing was changed.`,
    ExitCode.mistake,
  );
}

const names = (stacks: readonly Stack[]): string => stacks.map(({ name }) => name).join(" and ");

/** Of so many protected resources each is named. */
const NAMED = 3;

/** @throws CommandError where the engine would refuse to delete what is protected, after it has deleted what is not. */
export async function requireUnprotected(
  states: StackStates,
  terminal: Terminal,
  chosen: readonly Stack[],
): Promise<void> {
  const refused: string[] = [];
  const holding: string[] = [];
  for (const { name } of chosen) {
    const guarded = resourcesIn(await states.deployment(name)).filter(({ protect }) => protect);
    if (guarded.length === 0) continue;
    const shown = guarded.slice(0, NAMED).map(({ urn }) => resourceName(urn));
    const more = guarded.length - shown.length;
    refused.push(`${name} is protected from deletion: ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`);
    holding.push(name);
  }
  if (refused.length === 0) return;
  const remedy = `To delete ${holding.length === 1 ? "it" : "them"} all the same, with all data: ${await destroyCommand(
    states,
    terminal,
    chosen,
  )}. Nothing was changed.`;
  throw new CommandError([...refused, remedy].join("\n"), ExitCode.mistake);
}

/** @throws CommandError where something goes that would be missed, and nobody says that it is meant. */
export async function requireConsent(states: StackStates, terminal: Terminal, chosen: readonly Stack[]): Promise<void> {
  const asked: Stack[] = [];
  for (const stack of chosen) {
    if (!mayBeProduction(stack)) continue;
    if (resourcesIn(await states.deployment(stack.name)).length > 0) asked.push(stack);
  }
  if (asked.length === 0) return;
  if (!terminal.ask) {
    throw new CommandError(
      `${whyAsked(asked)}, and nobody can be asked here. If it is meant: ` +
        `${await destroyCommand(states, terminal, chosen)}. Nothing was changed.`,
      ExitCode.mistake,
    );
  }
  for (const { name } of asked) {
    const answer = await terminal.ask(`This deletes what ${name} made, with all data. Type the stack's name to go on:`);
    if (answer.trim() === name) continue;
    throw new CommandError(`That is not "${name}". Nothing was changed.`, ExitCode.mistake);
  }
}

/** `prod is production`, `qa.platform and qa: no file says that qa is not production` */
function whyAsked(asked: readonly Stack[]): string {
  const production = asked.filter(({ environment }) => stageOf(environment) === "production");
  const others = asked.filter((stack) => !production.includes(stack));
  const environments = [...new Set(others.map(({ environment }) => environment))];
  return [
    ...(production.length > 0 ? [`${names(production)} ${production.length > 1 ? "are" : "is"} production`] : []),
    ...(others.length > 0
      ? [
          `${names(others)}: no file says that ${environments.join(" and ")} ${environments.length > 1 ? "are" : "is"} not production`,
        ]
      : []),
  ].join("; ");
}

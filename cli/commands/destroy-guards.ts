import { loadEnvironment } from "../../infra/config";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { resourceName, resourcesIn, stacksReadBy } from "../engine/deployment";
import { ExitCode } from "../exit-code";
import type { Stack } from "../stacks/stacks";
import type { StackStates } from "../targets/target";
import type { Terminal } from "../terminal";

/** @throws CommandError that names all stacks that stay, and read from one that goes, or from one that would have to go with it. */
export async function requireNoDependents(
  states: StackStates,
  all: readonly Stack[],
  chosen: readonly Stack[],
): Promise<void> {
  const deployed = new Map<string, Stack>();
  for (const stack of all) {
    const deployment = await states.deployment(stack.name);
    if (resourcesIn(deployment).length === 0) continue;
    // What was deployed may read others than what the files say now.
    deployed.set(stack.name, { ...stack, dependsOn: [...stack.dependsOn, ...stacksReadBy(deployment)] });
  }
  const going = new Set(chosen.map(({ name }) => name));
  const inTheWay = new Set<string>();
  for (const gone of going) {
    for (const { name, dependsOn } of deployed.values()) {
      if (going.has(name) || !dependsOn.includes(gone)) continue;
      going.add(name);
      inTheWay.add(name);
    }
  }
  if (inTheWay.size === 0) return;
  throw new CommandError(
    `${names(chosen)} cannot go yet, because of ${[...inTheWay].join(" and ")}. Destroy all of them: ` +
      `lakestage destroy ${[...going].join(" ")}. Nothing was changed.`,
    ExitCode.mistake,
  );
}

const names = (stacks: readonly Stack[]): string => stacks.map(({ name }) => name).join(" and ");

/** Of so many protected resources each is named. */
const NAMED = 3;

/** @throws CommandError where the engine would refuse to delete what is protected, after it has deleted what is not. */
export async function requireUnprotected(states: StackStates, chosen: readonly Stack[]): Promise<void> {
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
  const remedy = `To delete ${holding.length === 1 ? "it" : "them"} all the same, with all data: lakestage destroy ${chosen
    .map(({ name }) => name)
    .join(" ")} --unprotect. Nothing was changed.`;
  throw new CommandError([...refused, remedy].join("\n"), ExitCode.mistake);
}

/** @throws CommandError where something goes that would be missed, and nobody says that it is meant. */
export async function requireConsent(states: StackStates, terminal: Terminal, chosen: readonly Stack[]): Promise<void> {
  const asked: Stack[] = [];
  for (const stack of chosen) {
    if (!isProduction(stack)) continue;
    if (resourcesIn(await states.deployment(stack.name)).length > 0) asked.push(stack);
  }
  if (asked.length === 0) return;
  if (!terminal.ask) {
    throw new CommandError(
      `${names(asked)}: production, or nothing says that it is not, and nobody can be asked here. If it is meant: lakestage destroy ${chosen
        .map(({ name }) => name)
        .join(" ")} --yes. Nothing was changed.`,
      ExitCode.mistake,
    );
  }
  for (const { name } of asked) {
    const answer = await terminal.ask(`This deletes what ${name} made, with all data. Type the stack's name to go on:`);
    if (answer.trim() === name) continue;
    throw new CommandError(`That is not "${name}". Nothing was changed.`, ExitCode.mistake);
  }
}

/** What no file describes may be production. */
function isProduction({ environment, leftBehind }: Stack): boolean {
  if (leftBehind) return true;
  const loaded = loadEnvironment(CHECKOUT, environment);
  return !loaded.ok || loaded.settings.environment.stage === "production";
}

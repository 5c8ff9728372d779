import { loadEnvironment } from "../../infra/config";
import { resourcesIn } from "../engine/deployment";
import { SETTINGS } from "../settings";
import { deploymentsOf } from "../targets/stack-states";
import { atTarget, type StackStates } from "../targets/target";
import type { Terminal } from "../terminal";
import type { Stack } from "./stacks";

/** The command that takes these stacks down, as it works: with every option that it would be refused without. */
export async function destroyCommand(
  states: StackStates,
  terminal: Pick<Terminal, "ask">,
  stacks: readonly Stack[],
): Promise<string> {
  const deployments = await deploymentsOf(states, stacks);
  const deployed = stacks.filter(({ name }) => deployments.has(name));
  const isProtected = deployed.some(({ name }) => resourcesIn(deployments.get(name)).some(({ protect }) => protect));
  return [
    `lakestage destroy ${stacks.map(({ name }) => name).join(" ")}`,
    ...(isProtected ? ["--unprotect"] : []),
    ...(!terminal.ask && deployed.some(mayBeProduction) ? ["--yes"] : []),
  ]
    .join(" ")
    .concat(atTarget(states));
}

/** Whether a stack is production's, or nothing says that it is not: its environment has no file that can be read. */
export function mayBeProduction({ environment }: Stack): boolean {
  return stageOf(environment) !== "other";
}

/** What the file of an environment says of it. */
export function stageOf(environment: string): "production" | "other" | "unknown" {
  const loaded = loadEnvironment(SETTINGS, environment);
  if (!loaded.ok) return "unknown";
  return loaded.settings.environment.stage === "production" ? "production" : "other";
}

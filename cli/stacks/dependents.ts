import type { StackPlace } from "../../infra/config/files/stacks-in";
import { resourcesIn, stacksReadBy } from "../engine/deployment";
import { deploymentsOf } from "../targets/stack-states";
import type { StackStates } from "../targets/target";
import type { Stack } from "./stacks";

/** A stack of which it may not be known what its files say that it reads. */
export type Reader = StackPlace & Partial<Pick<Stack, "dependsOn">>;

/**
 * The deployed stacks that read from one that goes, or from one that would have to go with it.
 * @param all every stack that there is.
 */
export async function dependentsOf<Each extends Reader>(
  states: StackStates,
  all: readonly Each[],
  going: readonly { name: string }[],
): Promise<Each[]> {
  const deployments = await deploymentsOf(states, all);
  const gone = new Set(going.map(({ name }) => name));
  const found: Each[] = [];
  // What goes with one that goes may be read itself.
  for (const name of gone) {
    for (const stack of all) {
      const deployment = deployments.get(stack.name);
      if (gone.has(stack.name) || resourcesIn(deployment).length === 0) continue;
      // What was deployed may read others than what the files say now.
      if (![...(stack.dependsOn ?? []), ...stacksReadBy(deployment)].includes(name)) continue;
      gone.add(stack.name);
      found.push(stack);
    }
  }
  return found;
}

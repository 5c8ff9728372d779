import { declareForTheFirstTime, PROJECT, urnOf } from "../../infra/declaration";
import { resourceName, STACK_REFERENCE, STACK_TYPE } from "../engine/deployment";
import type { ResourceChange } from "../engine/stack-progress";
import { SETTINGS } from "../settings";
import { deploymentsOf } from "../targets/stack-states";
import type { StackStates } from "../targets/target";
import type { Stack } from "./stacks";

/** A stack that the engine cannot preview yet: it reads what is not deployed. */
export interface FirstDeployment {
  stack: Stack;
  /** Names of the stacks that it reads, that are not deployed. */
  needs: string[];
  /** All that its files declare, and would be made first. */
  resources: ResourceChange[];
}

/**
 * Of these stacks, those that were never deployed and that read others which are not deployed: with what their files tell.
 * @throws pulumi.RunError for settings with mistakes: they are to be checked before.
 */
export async function firstDeployments(
  states: StackStates,
  stacks: readonly Stack[],
  all: readonly Stack[],
): Promise<FirstDeployment[]> {
  const deployed = await deploymentsOf(states, all);
  const waiting = stacks.flatMap((stack) => {
    // A platform's preview knows of none that it reads that there may be none yet.
    if (stack.kind === "platform") return [];
    const needs = stack.dependsOn.filter((name) => !deployed.has(name) && !stack.doesWithout?.includes(name));
    return deployed.has(stack.name) || needs.length === 0 ? [] : [{ stack, needs }];
  });
  if (waiting.length === 0) return [];
  const declared = await declareForTheFirstTime(
    SETTINGS,
    waiting.map(({ stack }) => stack.name),
  );
  return waiting.map(({ needs, stack }) => {
    const resources = declared.find(({ name }) => name === stack.name)?.resources ?? [];
    const itself = urnOf(stack.name, "", STACK_TYPE, `${PROJECT}-${stack.name}`);
    return {
      stack,
      needs,
      resources: [itself, ...resources.flatMap(({ type, urn }) => (type === STACK_REFERENCE ? [] : [urn]))].map(
        (urn) => ({ operation: "create", resource: resourceName(urn), properties: [] }),
      ),
    };
  });
}

import { type Difference, declaredAccess, differences, type RunningEstate, runningAccess } from "../../access";
import { declareEstate } from "../../infra/declaration";
import type { Home } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { outputsWhenDeployed } from "../stacks/left-behind";
import { type Stack, stacksOf } from "../stacks/stacks";
import { deploymentsOf } from "../targets/stack-states";
import type { StackStates, Target } from "../targets/target";
import { runningEstate } from "./access-running";
import { grantedLeftBehind } from "./left-behind-access";

/** Access that no file gives, and where it was found. */
export interface RogueAccess {
  /** In the order in which the stacks are listed. */
  differences: Difference[];
  estate: RunningEstate;
}

/**
 * What is held in these stacks, which are deployed, and is not declared.
 * @param states where the target keeps them.
 * @param among the stacks that are declared for it: what else holds something is taken for rogue.
 * @throws AccessError when a host does not answer or refuses. CommandError when there is nobody to ask as.
 */
export async function findRogueAccess(
  home: Home,
  target: Target["name"],
  states: StackStates,
  stacks: readonly Stack[],
  among: readonly Stack[] = stacksOf(CHECKOUT),
): Promise<RogueAccess> {
  const declared = await declareEstate(
    CHECKOUT,
    among.map(({ name }) => name),
    await outputsWhenDeployed(states, stacksOf(CHECKOUT)),
  );
  const state = declaredAccess(declared);
  const environments = environmentsToRead(stacks);
  const estate = await runningEstate(
    home,
    target,
    declared.filter(({ settings }) => environments?.has(settings.name) ?? true),
  );
  const isExplained = await grantedLeftBehind(states, stacksOf(CHECKOUT));
  const found = differences(state, await runningAccess(estate, state)).filter((each) => !isExplained(each));
  return { estate, differences: stacks.flatMap(({ name }) => found.filter(({ stack }) => stack === name)) };
}

/**
 * Of all stacks, those to declare in order to tell what is rogue in the chosen ones. Beside themselves, these are the
 * environments, which everything lies in, and what they read: only who is known from there can be named in what they grant.
 */
export const stacksToDeclare = (chosen: readonly Stack[], all: readonly Stack[]): Stack[] =>
  all.filter(
    ({ name, project }) =>
      project === undefined || chosen.some((stack) => stack.name === name || stack.dependsOn.includes(name)),
  );

/**
 * Whose workspaces to read in order to tell what is rogue in these stacks. What pipelines deploy is all in one; a platform's
 * catalog is bound to others' workspaces too. Undefined: all.
 */
export const environmentsToRead = (stacks: readonly Stack[]): ReadonlySet<string> | undefined =>
  stacks.every(({ kind }) => kind !== "platform") ? new Set(stacks.map(({ environment }) => environment)) : undefined;

/** Of these stacks, the ones that have anything. */
export async function deployedOf(target: Target, stacks: readonly Stack[]): Promise<Stack[]> {
  const deployments = await deploymentsOf(target, stacks);
  return stacks.filter(({ name }) => deployments.has(name));
}

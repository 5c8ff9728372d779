import {
  type AccessState,
  type Difference,
  declaredAccess,
  differences,
  type RunningEstate,
  runningAccess,
} from "../../access";
import { declareEstate } from "../../infra/declaration";
import type { Home } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { outputsWhenDeployed, stacksLeftBehind } from "../stacks/left-behind";
import { type Stack, stacksOf } from "../stacks/stacks";
import { deploymentsOf } from "../targets/stack-states";
import type { StackStates, Target } from "../targets/target";
import { runningEstate } from "./access-running";
import { accessWhenDeployed } from "./deployed-access";

/** Access that no deployment gave, and where it was found. */
export interface RogueAccess {
  /** In the order in which the stacks are listed. */
  differences: RogueDifference[];
  estate: RunningEstate;
}

export interface RogueDifference extends Difference {
  /** Whether files give it by now, so that the next `up` adopts it. */
  adopted: boolean;
}

/**
 * What is held in these stacks, which are deployed, and was not deployed. Whether files have changed since makes nothing
 * that runs rogue.
 * @param states where the target keeps them.
 * @param among the stacks that are looked at for it, of all that the files make: what else holds something is taken for
 * rogue.
 * @throws AccessError when a host does not answer or refuses. CommandError when there is nobody to ask as.
 */
export async function findRogueAccess(
  home: Home,
  target: Target["name"],
  states: StackStates,
  stacks: readonly Stack[],
  among: readonly Stack[] = stacksOf(CHECKOUT),
): Promise<RogueAccess> {
  const leftBehind = await stacksLeftBehind(states, stacksOf(CHECKOUT));
  const deployed = await accessWhenDeployed(states, [...among, ...leftBehind]);
  const estate = await runningEstate(
    home,
    target,
    among.flatMap(({ environment, kind }) =>
      kind === "platform" && (environmentsToRead(stacks)?.has(environment) ?? true) ? [environment] : [],
    ),
  );
  const running = await runningAccess(estate, deployed);
  const found = differences(deployed, running);
  const asDeclared = found.length === 0 ? [] : differences(await declaredIn(states, among), running);
  const all = found.flatMap((difference) => withAdoption(difference, asDeclared));
  return { estate, differences: stacks.flatMap(({ name }) => all.filter(({ stack }) => stack === name)) };
}

const declaredIn = async (states: StackStates, among: readonly Stack[]): Promise<AccessState> =>
  declaredAccess(
    await declareEstate(
      CHECKOUT,
      among.map(({ name }) => name),
      await outputsWhenDeployed(states, stacksOf(CHECKOUT)),
    ),
  );

/** What files give by now, and what they do not, apart. */
function withAdoption(difference: Difference, asDeclared: readonly Difference[]): RogueDifference[] {
  const same = asDeclared.filter(
    ({ what, where, who }) => what === difference.what && where === difference.where && who === difference.who,
  );
  const isDeclared = (each: string): boolean => !same.some(({ holds }) => holds.includes(each));
  const parts = [false, true].map((adopted) => ({
    ...difference,
    adopted,
    holds: difference.holds.filter((each) => isDeclared(each) === adopted),
    ...(adopted && { adopt: `lakestage up ${difference.stack}, since files give it by now` }),
  }));
  return parts.filter(({ holds }) => holds.length > 0);
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

import type { Difference } from "../../access";
import { objectOf, textOf, type Values, valuesOf } from "../../databricks-client";
import type { StackPlace } from "../../infra/config/files/stacks-in";
import { type ResourceState, resourcesIn } from "../engine/deployment";
import { stacksLeftBehind } from "../stacks/left-behind";
import type { StackStates } from "../targets/target";

const GRANTS = "databricks:index/grants:Grants";
const SERVICE_PRINCIPAL = "databricks:index/servicePrincipal:ServicePrincipal";

/**
 * Tells what stacks that are left behind grant: no file says so, but nobody gave it by hand, and their jobs need it.
 * @param all the stacks of the checkout.
 */
export async function grantedLeftBehind(
  states: StackStates,
  all: readonly StackPlace[],
): Promise<(difference: Difference) => boolean> {
  const leftBehind = await stacksLeftBehind(states, all);
  if (leftBehind.length === 0) return () => false;
  const resourcesOf = async ({ name }: StackPlace): Promise<ResourceState[]> =>
    resourcesIn(await states.deployment(name));
  const grants = (await Promise.all(leftBehind.map(resourcesOf))).flat().filter(({ type }) => type === GRANTS);
  const platforms = [...all, ...leftBehind].filter(({ kind }) => kind === "platform");
  const names = new Map(
    (await Promise.all(platforms.map(resourcesOf)))
      .flat()
      .filter(({ type }) => type === SERVICE_PRINCIPAL)
      .map(({ outputs }) => [textOf(outputs?.applicationId), textOf(outputs?.displayName)]),
  );
  const known = new Set(grants.flatMap(({ inputs }) => given(objectOf(inputs), names)));
  return ({ what, where, who }) => what === "grant" && known.has(`${where.split(" ").at(-1)} ${who}`);
}

/** `dev.flight_delay lakestage-dev-flight-delay`: for each securable that the list is of, and each principal in it. */
function given({ grants, ...securable }: Values, names: ReadonlyMap<string | undefined, string | undefined>): string[] {
  const principals = valuesOf(grants).flatMap(({ principal }) => textOf(principal) ?? []);
  const securables = Object.values(securable).flatMap((name) => textOf(name) ?? []);
  return securables.flatMap((name) => principals.map((principal) => `${name} ${names.get(principal) ?? principal}`));
}

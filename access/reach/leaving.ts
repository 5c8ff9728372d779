import type { EnvironmentSettings } from "../../infra/config";
import { atLeast, type Power } from "./graph";
import { isByPullRequests, isPreviewing } from "./pull-requests";
import type { ReachEstate } from "./reach-estate";
import type { Reached } from "./walk";

/** Whether what is reached is outside of an environment, and what lets it be. */
export interface Placed extends Reached {
  /** Another environment's, the account's or people's, and no setting says so. */
  leaves: boolean;
  /** The setting that says so. */
  intended?: string;
}

/** Says of everything that an environment's identity reaches whether it leaves the environment. */
export function placed(estate: ReachEstate, environment: string, reached: readonly Reached[]): Placed[] {
  const settings = new Map(estate.stacks.map((stack) => [stack.settings.name, stack.settings]));
  return reached.map((each) => {
    const { isEverybodys, isUnplaced } = each.thing;
    const other = each.thing.environment;
    // Of a group that everybody is in counts what it has; that something exists may be seen.
    const stays = other === environment || isEverybodys || isUnplaced || !atLeast(each.power, "read");
    if (stays) return { ...each, leaves: false };
    const intended = other === undefined ? undefined : intendedBy(environment, settings, other, each);
    return { ...each, leaves: intended === undefined, ...(intended !== undefined && { intended }) };
  });
}

/** What one environment may have of another, as their settings say. */
function intendedBy(
  environment: string,
  all: ReadonlyMap<string, EnvironmentSettings>,
  other: string,
  reached: Reached,
): string | undefined {
  const [own, its] = [all.get(environment), all.get(other)];
  if (!own || !its) return undefined;
  if (isByPullRequests(own, its, reached))
    return isPreviewing(its, reached) ? `identity.github of ${other}` : undefined;
  const { power, thing } = reached;
  if (!thing.key.startsWith("securable/")) return undefined;
  if (isAtMost(power, "read") && its.unityCatalog.readOnlyIn.includes(environment))
    return `unityCatalog.readOnlyIn of ${other}`;
  const { prodAccess, readOnlyIn } = own.unityCatalog;
  const writesSnapshots = prodAccess === "snapshot" && readOnlyIn.includes(other);
  return writesSnapshots && isAtMost(power, "write") ? `unityCatalog.prodAccess of ${environment}` : undefined;
}

const isAtMost = (power: Power, most: Power): boolean => atLeast(most, power);

import type { Placed, Reach, Thing } from "../reach";

/** The same as data. Chains have a step for each reason, with the resource that makes it so. */
export function reachJson({ identity, pipelines, reached, unreached }: Reach): string {
  const answer = {
    version: 1,
    identity: thingJson(identity),
    pipelines,
    leaves: reached.some(({ leaves }) => leaves),
    reached: reached.filter(({ thing }) => !thing.isEverybodys).map(reachedJson),
    unreached: unreached.map(thingJson),
  };
  return JSON.stringify(answer, undefined, 2);
}

const thingJson = ({ environment, name, word }: Thing) => ({
  kind: word,
  name,
  ...(environment !== undefined && { environment }),
});

const reachedJson = ({ chain, intended, leaves, power, thing }: Placed) => ({
  ...thingJson(thing),
  power,
  leaves,
  ...(intended !== undefined && { intended }),
  chain: chain.map(({ cause, why }) => ({
    text: why,
    ...(cause && { resource: cause.urn, ...(cause.property !== undefined && { property: cause.property }) }),
  })),
});

import { atLeast, type Graph, type Power, type Step, type Thing } from "./graph";

/** Something that can be reached, with the shortest way to as much of it as there is to have. */
export interface Reached {
  thing: Thing;
  power: Power;
  chain: readonly Step[];
}

/** Everything that is reached from these things, in the order of the length of the way; themselves left out. */
export function walk(graph: Graph, starts: readonly Thing[]): Reached[] {
  const reached = new Map<string, Reached>();
  const queue: Reached[] = starts.map((thing) => ({ thing, power: "control", chain: [] }));
  for (const start of queue) reached.set(start.thing.key, start);
  // An array hands out what is added while it is gone through: nearer things come before farther ones.
  for (const { chain, power, thing } of queue) {
    for (const step of graph.stepsFrom(thing.key)) {
      const to = graph.find(step.to);
      if (!to || !atLeast(power, step.needs)) continue;
      const gives = step.gives === "same" ? power : step.gives;
      const known = reached.get(step.to);
      if (known && atLeast(known.power, gives)) continue;
      const found = { thing: to, power: gives, chain: [...chain, step] };
      reached.set(step.to, found);
      queue.push(found);
    }
  }
  return [...reached.values()].filter(({ chain }) => chain.length > 0).sort(byLength);
}

const byLength = (one: Reached, other: Reached): number => one.chain.length - other.chain.length;

import type { Exempted, Exemption } from "../exemptions";
import { describePlace } from "../place";
import type { LocatedFinding } from "./report";
import { describeResource, resourceOf } from "./resource-of-urn";

/** What rules say of one line, once, however many resources and stacks it is true of. */
export interface ToldOnce<Found extends LocatedFinding = LocatedFinding> {
  /** The first of them. */
  finding: Found;
  all: readonly Found[];
  /** The stacks that it holds for, in the order of their names. */
  stacks: readonly string[];
  /** `mandatory` where it stops a deployment of one of them. */
  level: LocatedFinding["level"];
}

/** In the order of the findings. */
export const toldOnce = <Found extends LocatedFinding>(findings: readonly Found[]): ToldOnce<Found>[] =>
  grouped(findings, ({ message, origin, property, rule }) =>
    JSON.stringify([describePlace(origin), rule, message, property]),
  ).flatMap(([, all]) => {
    const [finding] = all;
    if (!finding) return [];
    const stacks = [...new Set(all.map(({ urn }) => resourceOf(urn).stack))].sort();
    const level = all.some((each) => each.level === "mandatory") ? "mandatory" : "advisory";
    return { finding, all, stacks, level };
  });

/** What exemptions silence, the same way, each with the exemption. */
export const exemptedOnce = (exempted: readonly Exempted<LocatedFinding>[]): (ToldOnce & { exemption: Exemption })[] =>
  [...new Set(exempted.map(({ exemption }) => exemption))].flatMap((exemption) => {
    const its = exempted.filter((each) => each.exemption === exemption).map(({ finding }) => finding);
    return toldOnce(its).map((told) => ({ ...told, exemption }));
  });

/** `Job training, Job features` */
export const describeResources = (findings: readonly LocatedFinding[]): string =>
  [...new Set(findings.map(({ urn }) => describeResource(urn)))].join(", ");

/** In the order in which keys are met first. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): [string, Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups];
}

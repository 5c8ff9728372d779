import { inOrder, type Problem } from "../yaml/problem";

/** Something wrong with a project in one environment, which other environments may show as well. */
export interface Mistake {
  problem: Problem;
  /** What the environment has to do with it, as in `dev: 4`. */
  here?: { environment: string; says: string } | undefined;
  /**
   * Names what is wrong where that is put together from several places. An environment's overrides may hold a part of
   * it, so the place alone does not tell whether two environments show the same mistake.
   */
  whole?: string | undefined;
}

/** Each mistake once, at the first place that has it, with what each environment has to do with it. */
export function toldOnce(mistakes: readonly Mistake[]): Problem[] {
  const groups = new Map<string, Mistake[]>();
  for (const mistake of mistakes) {
    const same = mistake.whole ?? JSON.stringify(mistake.problem);
    groups.set(same, [...(groups.get(same) ?? []), mistake]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = inOrder(group.map(({ problem }) => problem));
    if (!first) return [];
    const inEnvironments = described(group.flatMap(({ here }) => here ?? []));
    return [{ ...first, message: `${first.message}${inEnvironments}` }];
  });
}

/** ` (dev, staging: 4; prod: 8)`, or nothing */
function described(parts: readonly NonNullable<Mistake["here"]>[]): string {
  const environments = new Map<string, Set<string>>();
  for (const { environment, says } of parts) {
    environments.set(says, (environments.get(says) ?? new Set()).add(environment));
  }
  const texts = [...environments].map(([says, names]) => `${[...names].join(", ")}: ${says}`);
  return texts.length === 0 ? "" : ` (${texts.join("; ")})`;
}

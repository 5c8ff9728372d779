import { inOrder, type Problem } from "./problem";

/** Something wrong with a project in one environment, which other environments may show as well. */
export interface Mistake {
  problem: Problem;
  /** What the environment has to do with it: `dev allows 4`. */
  here?: string | undefined;
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
    const here = [...new Set(group.flatMap((mistake) => mistake.here ?? []))];
    if (!first) return [];
    return [here.length === 0 ? first : { ...first, message: `${first.message} (${here.join("; ")})` }];
  });
}

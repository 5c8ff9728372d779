import { basename } from "node:path";
import { casesOf, ruleFiles } from "../../policies/rule-index";
import type { Change } from "../../policies/testing/planted";

/** A planted violation, as the planting program knows it. */
export interface PlantedCase {
  /** `LSSTOR001:0` */
  reference: string;
  stack: string;
  changes: readonly Change[];
}

/**
 * The violations that rules' cases plant and that an engine's run can show: the first of each rule, or, with
 * `LAKESTAGE_EVERY_CASE=1`, all of them, which takes three times as long.
 */
export const plantedCases = (): PlantedCase[] =>
  ruleFiles().flatMap((file) => {
    const possible = casesOf(file).caught.flatMap(({ changes, engineFree, stack = "prod" }, index) =>
      engineFree === undefined ? [{ reference: `${basename(file, ".ts")}:${index}`, stack, changes }] : [],
    );
    return process.env.LAKESTAGE_EVERY_CASE ? possible : possible.slice(0, 1);
  });

/** Rules of which no violation can be shown in an engine's run, each with why. */
export const engineFreeRules = (): string[] =>
  ruleFiles().flatMap((file) =>
    casesOf(file).caught.every(({ engineFree }) => engineFree !== undefined) ? basename(file, ".ts") : [],
  );

/** Cases of one stack that can be planted together, as no two change the same resource. */
export interface Batch {
  stack: string;
  cases: PlantedCase[];
}

/** Few batches: each takes the engine a preview. */
export function batchesOf(cases: readonly PlantedCase[]): Batch[] {
  const batches: Batch[] = [];
  for (const planted of cases) {
    const fitting = batches.find(
      (batch) => batch.stack === planted.stack && !batch.cases.some((other) => collide(other, planted)),
    );
    if (fitting) fitting.cases.push(planted);
    else batches.push({ stack: planted.stack, cases: [planted] });
  }
  return batches;
}

const collide = (one: PlantedCase, other: PlantedCase): boolean =>
  one.changes.some((change) => other.changes.some(({ name, type }) => name === change.name && type === change.type));

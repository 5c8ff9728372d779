import { basename } from "node:path";
import { ruleFiles } from "../../policies/rule-index";
import type { Change, RuleCases } from "../../policies/testing/planted";

/** A planted violation, as the planting program knows it. */
export interface PlantedCase {
  /** `LSSTOR001:0` */
  reference: string;
  stack: string;
  changes: readonly Change[];
}

/** Every violation that a rule's cases plant. */
export const plantedCases = (): PlantedCase[] =>
  ruleFiles().flatMap((file) => {
    const { cases } = require(file.replace(/\.ts$/, ".cases.ts")) as { cases: RuleCases };
    return cases.caught.map(({ changes, stack = "prod" }, index) => ({
      reference: `${basename(file, ".ts")}:${index}`,
      stack,
      changes,
    }));
  });

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

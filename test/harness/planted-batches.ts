import type { Change } from "../../policies/cases/planted";
import { rule as reach } from "../../policies/rules/identity/pipeline-reach";
import type { PlantedCase } from "./planted-cases";
import { foundPlanted, lineOf } from "./planted-stack";

/** Cases of one stack that can be planted together: each is found as if it were alone. */
export type Batch = readonly [PlantedCase, ...PlantedCase[]];

/** Few batches, the same each time: the first that a case fits in takes it. Each takes the engine a preview. */
export function batchesOf(cases: readonly PlantedCase[]): Batch[] {
  const batches: [PlantedCase, ...PlantedCase[]][] = [];
  for (const planned of cases) {
    const fitting = batches.find((batch) => fits(planned, batch));
    if (fitting) fitting.push(planned);
    else batches.push([planned]);
  }
  return batches;
}

function fits(planned: PlantedCase, batch: Batch): boolean {
  const { changes, stack } = planned;
  if (batch.some((other) => other.stack !== stack || collide(other.changes, changes))) return false;
  const together: Batch = [...batch, planned];
  const rules = new Set(together.map(({ rule }) => rule));
  const found = new Set(foundPlanted(stack, changesOf(together), [...rules]).map(lineOf));
  return together.every(({ finds }) => finds.every((line) => found.has(line))) && opensNothing(together);
}

/** Chains go on from one violation to the next: together they may lead where none leads alone. */
function opensNothing(together: Batch): boolean {
  const [{ stack }] = together;
  const alone = new Set(together.flatMap(reachedAlone));
  return foundPlanted(stack, changesOf(together), [reach]).every((finding) => alone.has(lineOf(finding)));
}

const reached = new Map<PlantedCase, string[]>();

function reachedAlone(planned: PlantedCase): string[] {
  const known = reached.get(planned) ?? foundPlanted(planned.stack, planned.changes, [reach]).map(lineOf);
  reached.set(planned, known);
  return known;
}

/** All changes of the cases, in the order in which the planting program makes them. */
export const changesOf = (cases: Batch): Change[] => cases.flatMap(({ changes }) => changes);

/** Edits of one resource go together, one after the other, unless the engine is told to pass over them. */
const collide = (some: readonly Change[], others: readonly Change[]): boolean =>
  some.some((one) =>
    others.some(
      (other) =>
        one.name === other.name &&
        one.type === other.type &&
        !(TOGETHER.includes(one.kind) && TOGETHER.includes(other.kind)) &&
        !(one.kind === "ignoreChanges" && other.kind === "ignoreChanges"),
    ),
  );

const TOGETHER: readonly Change["kind"][] = ["edit", "protect"];

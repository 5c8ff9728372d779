import { type Stack, stacksOf } from "../../cli/stacks/stacks";
import { allRules } from "../../policies/rule-index";
import type { Estate } from "./estate";
import { type Batch, batchesOf } from "./planted-batches";
import type { PlantedCase } from "./planted-cases";
import { outcomeOf, type PreviewReport } from "./planted-outcome";

/** How the engine's findings in planted stacks compare with those of a check without it. */
export interface Comparison {
  /** Cases of which the engine found all that their rules find. */
  shown: PlantedCase[];
  /** The others, and what hides them: `LSKV002:0: unable to replace resource …`. */
  hidden: string[];
  /** What only one of the two finds: `the engine alone: LSNET016 | …`. */
  differences: string[];
}

/**
 * Plants the cases in an estate that is up, many at once. A case that others hide, as the provider refuses one of them or
 * a replacement makes ids unknown, is planted again in less company, and at last alone.
 */
export async function comparePlanted(estate: Estate, cases: readonly PlantedCase[]): Promise<Comparison> {
  const rules = allRules();
  const stacks = stacksOf(estate.project);
  const comparison: Comparison = { shown: [], hidden: [], differences: [] };
  let waiting = batchesOf(cases);
  while (waiting.length > 0) {
    const round = sideBySide(waiting, stacks);
    waiting = waiting.filter((batch) => !round.includes(batch));
    for (const [batch, report] of await previews(estate, round)) {
      const { differences, hidden, shown, why } = outcomeOf(batch, report, rules);
      comparison.shown.push(...shown);
      comparison.differences.push(...differences);
      if (batch.length > 1) waiting.push(...hidden);
      else comparison.hidden.push(...hidden.map(([{ reference }]) => `${reference}: ${why}`));
    }
  }
  return comparison;
}

/** The next batches of stacks that do not wait for each other; stacks with many batches come first. */
function sideBySide(waiting: readonly Batch[], stacks: readonly Stack[]): Batch[] {
  const count = ({ name }: Stack): number => waiting.filter((batch) => stackOf(batch) === name).length;
  const chosen: Stack[] = [];
  for (const stack of stacks.filter(count).sort((one, other) => count(other) - count(one))) {
    const waits = ({ dependsOn, name }: Stack): boolean =>
      dependsOn.includes(stack.name) || stack.dependsOn.includes(name);
    if (!chosen.some(waits)) chosen.push(stack);
  }
  return chosen.flatMap(({ name }) => waiting.filter((batch) => stackOf(batch) === name).slice(0, 1));
}

const stackOf = ([{ stack }]: Batch): string => stack.name;

/** One command for all: the engine's runs on different stacks go side by side. */
async function previews(estate: Estate, round: readonly Batch[]): Promise<[Batch, PreviewReport][]> {
  const references = round.flatMap((batch) => batch.map(({ reference }) => reference));
  const variables = { LAKESTAGE_PLANTED: references.join(",") };
  const { stderr, stdout } = await estate.runWith(variables, "preview", ...round.map(stackOf), "--policies", "--json");
  const reports = (stdout === "" ? [] : JSON.parse(stdout)) as PreviewReport[];
  return round.map((batch) => {
    const report = reports.find(({ stack }) => stack === stackOf(batch));
    if (!report) throw new Error(`no report of ${stackOf(batch)}: ${stderr}`);
    return [batch, report];
  });
}
